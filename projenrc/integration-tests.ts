import { type awscdk, Component } from 'projen';

/**
 * Adds the tasks for the stacks of `test/integ`, which ask AWS what no emulator knows: see CONTRIBUTING.md. integ-runner would
 * deploy to three regions, and its synthesis would look for a region on the network.
 */
export class IntegrationTests extends Component {
  constructor(private readonly jsiiProject: awscdk.AwsCdkConstructLibrary) {
    super(jsiiProject);
    this.add('integ', 'Compare the stacks of test/integ with their snapshots; needs no AWS account', '');
    this.add(
      'integ:update',
      'Rewrite the snapshots of test/integ without a deployment',
      '--dry-run --update-on-failed',
    );
    this.add('integ:deploy', 'Deploy test/integ to your AWS account, measure, and destroy', '--force');
  }

  private add(name: string, description: string, options: string): void {
    const region = '$(printenv AWS_REGION || echo us-east-1)';
    const task = this.jsiiProject.addTask(name, { description, env: { AWS_REGION: region } });
    task.spawn(this.jsiiProject.bundler.bundleTask);
    const tests = "--directory test/integ --language typescript --app 'node --import tsx {filePath}'";
    task.exec(`integ-runner ${tests} --parallel-regions $AWS_REGION ${options}`.trim(), { receiveArgs: true });
  }
}
