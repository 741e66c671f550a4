import { type AuthObject, getAuth } from 'cdk-clerk-authorizer/backend';
import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';

const app = new Hono<{ Bindings: { event: LambdaEvent }; Variables: { auth: AuthObject } }>();

app.use(async (context, next) => {
  context.set('auth', getAuth(context.env.event));
  await next();
});

app.get('/invoices', (context) => {
  const { userId, orgId, has } = context.var.auth;
  if (!has({ permission: 'org:invoices:read' })) return context.body(null, 403);
  return context.json({ userId, orgId });
});

export const handler = handle(app);
