import { Stack } from 'aws-cdk-lib';
import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** A query of CloudWatch Logs Insights. Its commands are joined by `|`. */
interface Query {
  readonly name: string;
  readonly commands: readonly string[];
}

/** The queries of the function's log. */
export const LATEST_REFUSALS: Query = {
  name: 'Refusals',
  commands: [
    'fields @timestamp, routeKey, reason, unmetPart, unmetBecause, sub, orgId, tokenKind, expiresInSeconds, kid, requestId',
    "filter decision = 'deny'",
    'sort @timestamp desc',
    'limit 100',
  ],
};

const FUNCTION_QUERIES: Query[] = [
  LATEST_REFUSALS,
  {
    name: 'Refusals by route and reason',
    commands: [
      "filter decision = 'deny'",
      'stats count(*) as refusals by routeKey, reason, unmetPart',
      'sort refusals desc',
    ],
  },
  {
    name: 'Refusals of a user',
    commands: [
      'fields @timestamp, routeKey, reason, unmetPart, unmetBecause, remedy',
      "filter decision = 'deny' and sub = 'user_...'",
      'sort @timestamp desc',
    ],
  },
  {
    name: 'Callers whom a rule would refuse',
    commands: [
      "filter decision = 'report'",
      'stats count(*) as requests, count_distinct(sub) as callers by routeKey, unmetPart, unmetBecause',
      'sort requests desc',
    ],
  },
  {
    name: 'Fetches of the keys',
    commands: [
      'fields @timestamp, keyFetch, reason, detail, durationMs, jwksUrl',
      'filter ispresent(keyFetch)',
      'sort @timestamp desc',
    ],
  },
];

/** The query that reads the function's log together with the access log. Each line of a request has the same id. */
const REFUSED_REQUESTS: Query = {
  name: 'Refusals with their requests',
  commands: [
    'fields coalesce(authorizerRequestId, requestId) as request',
    // The access log has `-` for a variable without a value, which sorts before every other text.
    'stats earliest(@timestamp) as time, sortsLast(status) as answer, sortsLast(ip) as address, sortsLast(routeKey) as route, sortsLast(decision) as decided, sortsLast(reason) as why, sortsLast(unmetPart) as part, sortsLast(sub) as caller by request',
    'filter ispresent(decided)',
    'sort time desc',
    'limit 100',
  ],
};

/** Saves the queries, under `<stack>/<id>` in the console. Without an access log there is none that reads it. */
export function saveQueries(scope: Construct, functionLog: ILogGroup, accessLog: ILogGroup | undefined): void {
  for (const query of FUNCTION_QUERIES) saveQuery(scope, query, [functionLog]);
  if (accessLog) saveQuery(scope, REFUSED_REQUESTS, [functionLog, accessLog]);
}

function saveQuery(scope: Construct, { name, commands }: Query, logGroups: ILogGroup[]): void {
  new CfnQueryDefinition(scope, name.replaceAll(' ', ''), {
    name: `${Stack.of(scope).stackName}/${scope.node.id}/${name}`,
    queryString: commands.join('\n| '),
    logGroupNames: logGroups.map(({ logGroupName }) => logGroupName),
  });
}
