import { AwsSolutionsChecks } from 'cdk-nag';
import { app, stack } from './app.mjs';

const { violations } = new AwsSolutionsChecks(app).validateScope(stack);
console.log(JSON.stringify(violations));
