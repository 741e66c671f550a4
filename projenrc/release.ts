import { readFileSync } from 'node:fs';
import { type awscdk, Component, type github, ReleasableCommits, release, TextFile } from 'projen';

/** When a version is released, and where it is published. */
export const RELEASE_OPTIONS = {
  bumpPackage: 'commit-and-tag-version@^12', // 13 needs a newer Node than the build machines have
  nextVersionCommand: '[ -n "$LATEST_TAG" ] || echo 0.1.0', // without a tag, projen would release 0.0.0
  releasableCommits: ReleasableCommits.featuresAndFixes(),
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseToNpm: true,
  npmTrustedPublishing: true,
  publishToPypi: { distName: 'cdk-clerk-authorizer', module: 'cdk_clerk_authorizer', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdkclerkauthorizer',
    mavenGroupId: 'io.github.cdk-clerk-authorizer',
    mavenArtifactId: 'cdk-clerk-authorizer',
    mavenServerId: 'central-ossrh',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkClerkAuthorizer',
    packageId: 'CdkClerkAuthorizer',
    trustedPublishing: true,
  },
  publishToGo: { moduleName: 'github.com/cdk-clerk-authorizer/cdk-clerk-authorizer-go' },
} satisfies Partial<awscdk.AwsCdkConstructLibraryOptions>;

/** The actions that projen names by a tag. A tag can be moved to another commit. */
const ACTIONS = {
  'actions/setup-dotnet': 'a98b56852c35b8e3190ac28c8c2271da59106c68', // v6.0.0
  'actions/setup-go': 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e', // v7.0.0
  'actions/setup-java': 'b6effb05e454b25005698d916606bdc6ffcbf961', // v5.7.0
  'actions/setup-node': '820762786026740c76f36085b0efc47a31fe5020', // v7.0.0
  'actions/setup-python': '5fda3b95a4ea91299a34e894583c3862153e4b97', // v7.0.0
  'peter-evans/create-pull-request': '5f6978faf089d4d20b00c7766989d076bb2fc7f1', // v8.1.1
};

/** The file that projen renders, which has no place for options. */
const LICENSE_TEXT = require.resolve('projen/license-text/Apache-2.0.txt');

const COPYRIGHT = 'Copyright 2026 the contributors of cdk-clerk-authorizer';

/** Pins what the workflows run to the lock file and to commits of actions, and limits their permissions. */
export class SafeRelease extends Component {
  constructor(private readonly jsiiProject: awscdk.AwsCdkConstructLibrary) {
    super(jsiiProject);
    for (const [action, commit] of Object.entries(ACTIONS)) {
      jsiiProject.github?.actions.set(action, `${action}@${commit}`);
    }
    jsiiProject.tryRemoveFile('LICENSE');
    const license = readFileSync(LICENSE_TEXT, 'utf8').replace('Copyright [yyyy] [name of copyright owner]', COPYRIGHT);
    new TextFile(jsiiProject, 'LICENSE', { lines: license.split('\n') });
    new TextFile(jsiiProject, 'NOTICE', { lines: ['cdk-clerk-authorizer', COPYRIGHT, ''] });
  }

  public override preSynthesize(): void {
    // The job changes nothing: `mutableBuild` is off.
    const build = this.jsiiProject.github?.tryFindWorkflow('build')?.file;
    build?.addOverride('jobs.build.permissions.contents', 'read');

    const { jobs } = this.jsiiProject.github?.tryFindWorkflow('release') ?? {};
    for (const [name, job] of Object.entries(jobs ?? {})) {
      if (name.startsWith('release_')) this.publishWithLockedPublib(job as github.workflows.Job);
    }
  }

  /** Publishes with the `publib` of the lock file, which knows the public registries by itself. */
  private publishWithLockedPublib({ steps }: github.workflows.Job): void {
    for (const step of steps) {
      delete step.env?.NPM_REGISTRY;
      const publisher = /'(publib-\w+)'/.exec(step.run ?? '')?.[1];
      if (publisher) Object.assign(step, { run: `.repo/node_modules/.bin/${publisher}` });
    }
  }
}
