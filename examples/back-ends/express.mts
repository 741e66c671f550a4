import { type AuthObject, getAuth } from 'cdk-clerk-authorizer/backend';
import express, { type Request } from 'express';
import serverless from 'serverless-http';

declare global {
  namespace Express {
    interface Request {
      auth: AuthObject;
    }
  }
}

const app = express();

app.get('/invoices', ({ auth: { userId, orgId, has } }, response) => {
  if (!has({ permission: 'org:invoices:read' })) {
    response.sendStatus(403);
    return;
  }
  response.json({ userId, orgId });
});

export const handler = serverless(app, {
  request(request: Request, event: Parameters<typeof getAuth>[0]) {
    request.auth = getAuth(event);
  },
});
