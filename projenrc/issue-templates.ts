import { Component, type github, YamlFile } from 'projen';

const REPOSITORY = 'https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer';

const PULL_REQUEST = [
  'Fixes #',
  '',
  '<!-- The reason for the change. The title is a conventional commit, such as "fix: refuse a token without sub". -->',
  '',
  '- [ ] A test fails without the change.',
  '- [ ] `npm cit` passes.',
  '- [ ] The page of `docs/` that describes the behaviour is still true.',
  '- [ ] A snapshot that changed was read like a user who is about to deploy it.',
];

/** Writes the forms that GitHub shows for a new issue, and the text of a new pull request. */
export class IssueTemplates extends Component {
  constructor(gitHub: github.GitHub) {
    super(gitHub.project);
    gitHub.addPullRequestTemplate(...PULL_REQUEST);

    this.write('config', {
      blank_issues_enabled: false,
      contact_links: [
        {
          name: 'Vulnerability',
          url: `${REPOSITORY}/security/advisories/new`,
          about: 'Report it in private. SECURITY.md says what happens then.',
        },
        {
          name: 'A token is refused',
          url: `${REPOSITORY}/blob/main/docs/troubleshooting.md`,
          about: '`npx cdk-clerk-authorizer explain` names the check that fails and what to change.',
        },
      ],
    });
    this.write('bug', {
      name: 'Bug',
      description: 'Something does not do what the documentation says.',
      labels: ['bug'],
      body: [
        note('Remove tokens and keys. What `explain` and the log print contains neither.'),
        input('versions', 'Versions of cdk-clerk-authorizer, aws-cdk-lib and the language'),
        dropdown('kind', 'Kind of API', ['HTTP API', 'REST API', 'WebSocket API', 'none']),
        area('program', 'The shortest program that shows it', 'ts'),
        area('expected', 'Expected, with the page of the documentation that says so'),
        area('actual', 'What happened: the error, the log entry, or the output of `explain`', 'text'),
      ],
    });
    this.write('feature', {
      name: 'Feature',
      description: 'Something that the package does not do.',
      labels: ['enhancement'],
      body: [
        area('goal', 'What you want to protect or find out, and for whom'),
        area('program', 'The program that you would like to write', 'ts', false),
        area('today', 'What you do instead today', undefined, false),
      ],
    });
  }

  private write(name: string, obj: object): void {
    new YamlFile(this.project, `.github/ISSUE_TEMPLATE/${name}.yml`, { obj });
  }
}

function note(value: string): object {
  return { type: 'markdown', attributes: { value } };
}

function input(id: string, label: string): object {
  return { type: 'input', id, attributes: { label }, validations: { required: true } };
}

function dropdown(id: string, label: string, options: string[]): object {
  return { type: 'dropdown', id, attributes: { label, options }, validations: { required: true } };
}

function area(id: string, label: string, render?: string, required = true): object {
  return { type: 'textarea', id, attributes: { label, render }, validations: { required } };
}
