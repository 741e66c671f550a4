import { Component, javascript } from 'projen';
import { FOLDERS } from './folders';
import { IMPORT_RULES } from './import-rules';

/** The format of the code, and the rules beside the recommended ones. */
export const BIOME_OPTIONS: javascript.BiomeOptions = {
  version: '2.5.15',
  biomeConfig: {
    formatter: {
      indentStyle: javascript.biome_config.IndentStyle.SPACE,
      lineWidth: 120,
    },
    javascript: { formatter: { quoteStyle: javascript.biome_config.QuoteStyle.SINGLE } },
    linter: { rules: { suspicious: { noImportCycles: { level: 'error', options: { ignoreTypes: false } } } } },
    overrides: IMPORT_RULES,
  } as unknown as javascript.biome_config.BiomeConfiguration,
};

/** Says which files are linted and formatted. Vendored test vectors and snapshots are not. */
export class LintedFiles extends Component {
  constructor(nodeProject: javascript.NodeProject) {
    super(nodeProject);
    const { biome, gitattributes } = nodeProject;
    for (const folder of FOLDERS) biome?.addFilePattern(`${folder}/**`);
    // The test vectors of other projects stay as they are, to the byte.
    biome?.addFilePattern('!test/vectors/wycheproof');
    biome?.addFilePattern('!test/integ/*.snapshot');
    gitattributes.addAttributes('/test/vectors/wycheproof/**', '-text', 'linguist-vendored');
    gitattributes.addAttributes('/test/integ/*.snapshot/**', 'linguist-generated');
  }
}
