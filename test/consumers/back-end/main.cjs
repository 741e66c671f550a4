const { getAuth } = require('cdk-clerk-authorizer/backend');

process.stdout.write(getAuth(JSON.parse(process.argv[2])).userId);
