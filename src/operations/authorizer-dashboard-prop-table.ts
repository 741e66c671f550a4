import type { PropTable } from '../diagnostics/prop-table';
import { has, isList, isText } from '../diagnostics/types';
import type { ClerkAuthorizerDashboardProps } from './authorizer-dashboard-props';

export const DASHBOARD: PropTable<ClerkAuthorizerDashboardProps> = {
  owner: 'ClerkAuthorizerDashboard',
  types: {
    authorizer: [has('metricRefusals'), 'give a ClerkRestAuthorizer, or lambdaAuthorizer of ClerkProtectedHttpApi'],
    dashboardName: [isText, "write dashboardName: 'Orders-Authorizer'"],
    accessLogGroup: [has('logGroupName'), 'give accessLogGroup of ClerkProtectedHttpApi, or a LogGroup'],
    alarmActions: [isList, 'write alarmActions: [new SnsAction(topic)]'],
    maxRefusalPercentage: 'own check',
  },
};
