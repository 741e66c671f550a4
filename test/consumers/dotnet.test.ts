import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { pack, programIn } from './support';

/*
 * The code that jsii generates for .NET, and the program of docs/languages.md read against it. Neither is compiled: that needs a
 * .NET SDK and the packages of the CDK. The release workflow has both.
 */

const root = join(await pack(inject('workspace'), 'dotnet', '--code-only'), 'CdkClerkAuthorizer');
const folder = join(root, 'CdkClerkAuthorizer');
const code = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.cs'))
    .map((name) => [name.replace('.cs', ''), readFileSync(join(folder, name), 'utf8')]),
);
const program = programIn('docs/languages.md', 'csharp');

describe('the .NET package', () => {
  test('has the C# program of the documentation in its namespace', () => {
    expect(program).toContain('using CdkClerkAuthorizer;');
    expect(code.get('ClerkProtectedHttpApi')).toContain('namespace CdkClerkAuthorizer');
  });

  test.each(['ClerkProtectedHttpApiProps', 'AddClerkRoutesOptions'])('%s has what the program sets', (name) => {
    const [, values] = new RegExp(`new ${name}\\s*\\{(.*?)^\\}\\);`, 'ms').exec(program) ?? [];
    const set = [...(values ?? '').matchAll(/^ {4}(\w+) =/gm)].map(([, property]) => property);
    expect(set).not.toEqual([]);
    expect(
      set.filter((property) => !new RegExp(`^\\s+public .+ ${property}$`, 'm').test(code.get(name) ?? '')),
    ).toEqual([]);
  });

  test('has the members that the program calls', () => {
    expect(code.get('ClerkProtectedHttpApi')).toMatch(
      / AddRoutes\(CdkClerkAuthorizer.IAddClerkRoutesOptions options\)/,
    );
    expect(code.get('ClerkProtectedHttpApi')).toMatch(/ HttpApi$/m);
    expect(code.get('RouteAccess')).toContain('static CdkClerkAuthorizer.RouteAccess Anyone()');
  });

  test('shows its examples in C#', () => {
    expect(code.get('ClerkProtectedHttpApi')).toContain('new ClerkProtectedHttpApiProps {');
    // The README, which the namespace shows, has code for a browser.
    const classes = [...code].filter(([name]) => name !== 'NamespaceDoc');
    expect(classes.filter(([, text]) => /\bconst \w+ =|: lambda\./.test(text))).toEqual([]);
  });

  test('says the first sentence of each description in full', () => {
    const summaries = [...code].flatMap(([name, text]) =>
      [...text.matchAll(/<(?:summary|param [^>]+)>(.*)</g)].map(([, sentence]) => `${name}: ${sentence}`),
    );
    expect(summaries).not.toEqual([]);
    expect(summaries.filter((summary) => summary.endsWith(';'))).toEqual([]);
  });

  test('requires the versions of the CDK that the npm package requires', () => {
    const project = readFileSync(join(root, 'CdkClerkAuthorizer.csproj'), 'utf8');
    expect(project).toContain('<PackageReference Include="Amazon.CDK.Lib" Version="[2.224.0,3.0.0)" />');
  });
});
