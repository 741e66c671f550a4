import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the page. In the published package it is beside the bundle. */
const FOLDER = join(__dirname, 'page');

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  read(): Buffer;
}

/** The files of the page, by the path of their URL. */
export const PAGE_FILES: ReadonlyMap<string, PageFile> = new Map([
  ['/', pageFile('page.html', 'text/html; charset=utf-8')],
  ['/page.css', pageFile('page.css', 'text/css; charset=utf-8')],
  ['/page.js', pageFile('page.js', 'text/javascript; charset=utf-8')],
]);

function pageFile(name: string, type: string): PageFile {
  return { type, read: () => readFileSync(join(FOLDER, name)) };
}
