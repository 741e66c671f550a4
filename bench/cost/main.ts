/** Writes docs/cost.md and its charts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costDocuments } from './document';

const DOCS = join(__dirname, '../../docs');

mkdirSync(join(DOCS, 'cost'), { recursive: true });
for (const [path, content] of Object.entries(costDocuments())) writeFileSync(join(DOCS, path), content);
