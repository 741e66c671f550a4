import { type awscdk, Component } from 'projen';

/** Checks what users see of the constructs, after jsii has compiled them: the snippets and the public names. */
export class PublicApi extends Component {
  constructor(jsiiProject: awscdk.AwsCdkConstructLibrary) {
    super(jsiiProject);
    jsiiProject.postCompileTask.spawn(
      jsiiProject.addTask('rosetta:extract', {
        description: 'Compile every snippet of the README and of the doc comments',
        exec: 'jsii-rosetta extract --strict --compress-tablet',
      }),
    );
    jsiiProject.postCompileTask.spawn(
      jsiiProject.addTask('api:compare', {
        description: 'Compare the public names with the last release; .compatignore lists the changes that are meant',
        exec: 'jsii-diff npm:cdk-clerk-authorizer --keys --error-on=all --ignore-file=.compatignore',
        condition: '[ -n "$RELEASE" ]', // needs the registry
      }),
    );
  }
}
