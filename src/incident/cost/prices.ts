/**
 * Public prices of us-east-1 in US dollars, without free tiers, as of `pricesAsOf`. `source` is the page to check them on
 * before a decision depends on one; other Regions differ by some percent.
 */
export const pricesAsOf = '2026-09';

const prices = {
  dataEvent: { price: 0.1 / 100_000, source: 'https://aws.amazon.com/cloudtrail/pricing/' },
  storageGigabyte: { price: 0.023, source: 'https://aws.amazon.com/s3/pricing/' },
  put: { price: 0.005 / 1000, source: 'https://aws.amazon.com/s3/pricing/' },
  get: { price: 0.0004 / 1000, source: 'https://aws.amazon.com/s3/pricing/' },
  queueRequest: { price: 0.4 / 1_000_000, source: 'https://aws.amazon.com/sqs/pricing/' },
  tableWrite: { price: 0.625 / 1_000_000, source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' },
  tableRead: { price: 0.125 / 1_000_000, source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' },
  transition: { price: 25 / 1_000_000, source: 'https://aws.amazon.com/step-functions/pricing/' },
  lambdaRequest: { price: 0.2 / 1_000_000, source: 'https://aws.amazon.com/lambda/pricing/' },
  lambdaGigabyteSecond: { price: 0.0000133334, source: 'https://aws.amazon.com/lambda/pricing/' },
  alarmMonth: { price: 0.1, source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  dashboardMonth: { price: 3, source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  logGigabyte: { price: 0.5, source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  publish: { price: 0.5 / 1_000_000, source: 'https://aws.amazon.com/sns/pricing/' },
  email: { price: 2 / 100_000, source: 'https://aws.amazon.com/sns/pricing/' },
  keyMonth: { price: 1, source: 'https://aws.amazon.com/kms/pricing/' },
  secretMonth: { price: 0.4, source: 'https://aws.amazon.com/secrets-manager/pricing/' },
} as const;

export type PriceName = keyof typeof prices;
export const priceOf = (name: PriceName): number => prices[name].price;
export const priceSources = (): readonly string[] => [...new Set(Object.values(prices).map(({ source }) => source))];
