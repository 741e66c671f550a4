import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FileAssetPackaging, Lazy, Stack, Stage } from 'aws-cdk-lib';
import {
  type AssetCode,
  type CfnFunction,
  Code,
  type CodeConfig,
  type ResourceBindOptions,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { POLICY_FILE } from '../policy/policy-document';
import { bundlePath } from './bundle-path';

/**
 * The code of the authorizer, together with its policy where that is too long for an environment variable.
 *
 * The policy is known at the end of synth only, when every route is there. The location of the code is therefore a lazy value,
 * which adds the asset when it is produced.
 */
export class AuthorizerCode extends Code {
  public readonly isInline = false;
  /** The function as it was bundled when this package was built. */
  private readonly folder = bundlePath('index');
  private readonly bundle: AssetCode = Code.fromAsset(this.folder);
  private readonly locations = new Map<string, Location>();

  /** @param policy returns the document that travels with the code, or undefined if the environment holds it */
  constructor(private readonly policy: () => string | undefined) {
    super();
  }

  public bind(scope: Construct): CodeConfig {
    const { s3Location } = this.bundle.bind(scope);
    if (!s3Location) return {};
    const location = (): Location => {
      const policy = this.policy();
      return policy === undefined ? s3Location : this.locationWith(policy, scope);
    };
    return {
      s3Location: {
        bucketName: Lazy.uncachedString({ produce: () => location().bucketName }),
        objectKey: Lazy.uncachedString({ produce: () => location().objectKey }),
      },
    };
  }

  public override bindToResource(resource: CfnFunction, options?: ResourceBindOptions): void {
    this.bundle.bindToResource(resource, options);
  }

  /** Writes bundle and policy to an asset of their own. Synth asks several times, so it is done once for each text. */
  private locationWith(policy: string, scope: Construct): Location {
    const known = this.locations.get(policy);
    if (known) return known;
    const sourceHash = createHash('sha256')
      .update(readFileSync(join(this.folder, 'index.js')))
      .update(policy)
      .digest('hex');
    const { outdir, assetOutdir } = Stage.of(scope) as Stage;
    const folder = join(assetOutdir, `asset.${sourceHash}`);
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      cpSync(this.folder, folder, { recursive: true });
      writeFileSync(join(folder, POLICY_FILE), policy);
    }
    const location = Stack.of(scope).synthesizer.addFileAsset({
      fileName: relative(outdir, folder),
      packaging: FileAssetPackaging.ZIP_DIRECTORY,
      sourceHash,
    });
    this.locations.set(policy, location);
    return location;
  }
}

type Location = Pick<NonNullable<CodeConfig['s3Location']>, 'bucketName' | 'objectKey'>;
