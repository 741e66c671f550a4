export const handler = async (): Promise<{ isAuthorized: boolean }> => ({ isAuthorized: false });
