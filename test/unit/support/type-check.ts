import { resolve } from 'node:path';
import ts from 'typescript';

/** What the compiler says about a line of a file. Lines are counted from 0. */
export interface TypeError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
  paths: {
    'cdk-clerk-authorizer': [resolve('src/index.ts')],
    'cdk-clerk-authorizer/*': [resolve('*/index.ts')],
  },
};

/** Type-checks files that exist in memory only, by their path in the repository. */
export function typeCheck(files: Record<string, string>): TypeError[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile } = host;
  const sources = new Map(
    Object.entries(files).map(([file, text]) => [
      resolve(file),
      ts.createSourceFile(resolve(file), text, ts.ScriptTarget.ES2022, true),
    ]),
  );
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) => sources.get(file) ?? getSourceFile(file, ...rest);
  const program = ts.createProgram([...sources.keys()], OPTIONS, host);
  return Object.keys(files).flatMap((file) => {
    const source = sources.get(resolve(file));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start = 0, messageText }) => ({
        file,
        line: source?.getLineAndCharacterOfPosition(start).line ?? 0,
        message: ts.flattenDiagnosticMessageText(messageText, ' '),
      }),
    );
  });
}
