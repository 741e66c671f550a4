import { type awscdk, Component, JsonFile } from 'projen';
import { CLI, SUBPATHS } from './folders';

/** Bundles the constructs, and the functions and published folders, which jsii does not see. */
export class Bundles extends Component {
  constructor(private readonly jsiiProject: awscdk.AwsCdkConstructLibrary) {
    super(jsiiProject);
    // jsii checks the constructs and describes them; the package has one file of them, so that it is imported fast.
    jsiiProject.compileTask.exec('node projenrc/bundle-constructs.mjs');
    this.addTypeCheck('lambda');
    jsiiProject.bundler.addBundle('lambda/index.ts', {
      platform: 'node',
      target: 'node22',
      format: 'cjs', // starts a few milliseconds sooner than ESM on the runtimes before Node 24
      outfile: 'index.js',
      externals: [],
      minify: true,
      metafile: false,
      watchTask: false,
    });
    jsiiProject.bundler.addBundle('lambda/preflight.ts', {
      platform: 'node',
      target: 'node22',
      format: 'cjs',
      outfile: 'index.js',
      externals: [],
      minify: false, // short, and shown in the Lambda console
      metafile: false,
      watchTask: false,
    });
    for (const folder of [...SUBPATHS, CLI]) {
      this.addTypeCheck(folder);
      const bundle = jsiiProject.addTask(`bundle:${folder}`, {
        description: `Bundle ${folder}/ for Node.js, in a form that both import and require() load`,
        exec: `node projenrc/bundle-folder.mjs ${folder}`,
      });
      jsiiProject.bundler.bundleTask.spawn(bundle);
    }
    for (const folder of SUBPATHS) {
      const declare = jsiiProject.addTask(`declare:${folder}`, {
        description: `Write the type declarations of ${folder}/ into one file`,
        exec: `dts-bundle-generator ${folder}/index.ts --project ${folder}/tsconfig.json --export-referenced-types=false --no-banner --silent --out-file lib/${folder}/index.d.ts`,
      });
      jsiiProject.preCompileTask.spawn(declare);
    }
  }

  /** Gives a folder that jsii never sees a type-check of its own, before everything else is compiled. */
  private addTypeCheck(folder: string): void {
    new JsonFile(this.jsiiProject, `${folder}/tsconfig.json`, {
      allowComments: false,
      obj: {
        compilerOptions: {
          target: 'es2023',
          lib: ['es2023'],
          module: 'esnext',
          moduleResolution: 'bundler',
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: ['node'],
          noUnusedLocals: true,
          noUnusedParameters: true,
          isolatedModules: true,
        },
        include: ['**/*.ts'],
      },
    });
    this.jsiiProject.preCompileTask.spawn(
      this.jsiiProject.addTask(`typecheck:${folder}`, { exec: `tsc -p ${folder}/tsconfig.json` }),
    );
  }
}
