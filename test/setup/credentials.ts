/** Credentials that sign and open nothing; an endpoint at which nobody listens, and whose throttles are not AWS's. */
const environment = {
  AWS_ACCESS_KEY_ID: 'AKIATEST',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: 'http://localhost:9',
};

/** Calls are signed before anything answers them. */
export function useTestCredentials(): void {
  beforeAll(() => void Object.assign(process.env, environment));
  afterAll(() => Object.keys(environment).forEach((name) => delete process.env[name]));
}
