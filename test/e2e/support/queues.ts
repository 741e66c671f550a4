import { inject } from 'vitest';
import { askService } from '../../../local/emulator/service';

/** A message in a queue of an example. */
export interface Message {
  readonly Body: string;
  readonly MessageAttributes: unknown;
}

/** Receives the messages with a body from all queues. */
export async function receive(body: string): Promise<Message[]> {
  const emulator = inject('emulator');
  const { QueueUrls } = await askService<{ QueueUrls: string[] }>(emulator, 'AmazonSQS.ListQueues', {});
  const received: Message[] = [];
  for (const QueueUrl of QueueUrls) {
    const query = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
    for (let isEmpty = false; !isEmpty; ) {
      const { Messages = [] } = await askService<{ Messages?: Message[] }>(emulator, 'AmazonSQS.ReceiveMessage', query);
      isEmpty = Messages.length === 0;
      received.push(...Messages.filter(({ Body }) => Body === body));
    }
  }
  return received;
}
