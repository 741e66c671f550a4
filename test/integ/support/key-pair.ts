import type { CdkCustomResourceEvent, CdkCustomResourceResponse } from 'aws-lambda';
import { exportJWK } from 'jose';
import { IDS } from '../../../local/clerk/ids';
import { generateSigningKey } from '../../../local/clerk/signing-key';

/**
 * Creates the key pair of the issuer together with its stack. So no private key is in the repository, nor in a template, and
 * it ends with the stack.
 */
export async function handler({ RequestType }: CdkCustomResourceEvent): Promise<CdkCustomResourceResponse> {
  if (RequestType === 'Delete') return {};
  const { jwk, privateKey } = await generateSigningKey(IDS.instance);
  const Data = { publicJwk: JSON.stringify(jwk), privateJwk: JSON.stringify(await exportJWK(privateKey)) };
  return { PhysicalResourceId: IDS.instance, Data, NoEcho: true };
}
