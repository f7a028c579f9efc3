/** Credentials that open nothing; an endpoint at which nobody listens, and whose throttles are not AWS's. */
export const testEnvironment = {
  AWS_ACCESS_KEY_ID: 'AKIATEST',
  AWS_SECRET_ACCESS_KEY: 'test',
  CULPRIT_PACED: 'off',
  AWS_ENDPOINT_URL: 'http://localhost:9',
};

/** The SDK looks for credentials before anything answers. */
export function useTestCredentials(): void {
  beforeAll(() => void Object.assign(process.env, testEnvironment));
  afterAll(() => Object.keys(testEnvironment).forEach((name) => delete process.env[name]));
}
