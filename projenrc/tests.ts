import { type awscdk, Component, github } from 'projen';

const CHECK_EVIDENCE = 'node --import tsx test/proof/check-evidence.ts';

/** Adds the tests, the benchmark, and the proof whose evidence every release requires. */
export class Tests extends Component {
  constructor(private readonly jsiiProject: awscdk.AwsCdkConstructLibrary) {
    super(jsiiProject);
    const { testTask, bundler } = jsiiProject;
    testTask.prependSpawn(bundler.bundleTask); // a fresh clone synthesizes in its tests
    this.addEvidence();
    testTask.exec('vitest run', { receiveArgs: true });
    jsiiProject.addTask('test:e2e', {
      description: 'Deploy the examples to an emulator of AWS and call them; needs Python 3.10 and Chromium',
      exec: 'vitest run --config test/e2e/vitest.config.mts',
      receiveArgs: true,
    });
    jsiiProject.addTask('test:update', {
      description: 'Rewrite the snapshots; review the diff before committing',
      exec: 'vitest run --update',
    });
    jsiiProject.addTask('bench', {
      description: 'Compare the shipped function with other ways to do the same',
      exec: 'node --import tsx bench/main.ts',
      receiveArgs: true,
    });
    this.addNewestCdk();
  }

  private addEvidence(): void {
    const { bundler, tasks, testTask } = this.jsiiProject;
    const prove = this.jsiiProject.addTask('prove', {
      description: 'Test the authorizer against other verifiers, attacks, faults and mutants; writes docs/evidence.md',
    });
    prove.spawn(bundler.bundleTask); // what the emulator deploys
    prove.exec('node --import tsx test/proof/main.ts', { receiveArgs: true });

    const check = this.jsiiProject.addTask('evidence:check', {
      description: 'Check that docs/evidence.md is of the code of today, and that everything in it passed',
    });
    check.spawn(bundler.bundleTask);
    check.exec(CHECK_EVIDENCE);
    tasks.tryFind('release')?.prependSpawn(check); // nothing is released that is not proven
    testTask.exec(`${CHECK_EVIDENCE} --warn`); // the code may change between two releases
  }

  /** The tests run on the oldest CDK that is supported; this job repeats them on the newest. */
  private addNewestCdk(): void {
    this.jsiiProject.buildWorkflow?.addPostBuildJob('newest-cdk', {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: github.workflows.JobPermission.READ },
      steps: [
        github.WorkflowSteps.checkout(),
        ...this.jsiiProject.renderWorkflowSetup({ mutable: false }),
        { run: 'npx projen bundle' },
        { name: 'Test the constructs on the newest CDK', run: '.ci/newest-cdk' },
      ],
    });
  }
}
