/** Records what a run measured. integ-runner calls it after the deployment, in the folder test/integ. */
import type { TopicName } from '../topics';
import { writeMeasured } from './measurements';

writeMeasured('.', process.argv[2] as TopicName, new Date().toISOString().slice(0, 10));
