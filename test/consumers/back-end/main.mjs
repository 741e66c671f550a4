import { getAuth } from 'cdk-clerk-authorizer/backend';

process.stdout.write(getAuth(JSON.parse(process.argv[2])).userId);
