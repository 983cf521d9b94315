import { bundledPrices } from '../../../src/studio/price/bundled-prices';
import { partitionOf, priceListRegion } from '../../../src/studio/price/partition';
import { priceRow } from '../../../src/studio/price/price-document';
import { hourlyRate, pricedInstanceTypes, priceTable } from '../../../src/studio/price/price-table';
import { priceDocument } from './price-document';

const rows = (...documents: string[]) => documents.flatMap((document) => priceRow(document) ?? []);

test('what is charged for is read from the usage type, with or without a region before it', () => {
  expect(priceRow(priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.0500000000'))).toEqual({
    of: 'app',
    usagePrefix: 'USE1-',
    appType: 'JupyterLab',
    instanceType: 'ml.t3.medium',
    currency: 'USD',
    perHour: 0.05,
  });
  expect(priceRow(priceDocument('Studio:CodeEditor-ml.p6-b200.48xlarge', '113.9'))).toMatchObject({
    usagePrefix: '',
    appType: 'CodeEditor',
    instanceType: 'ml.p6-b200.48xlarge',
  });
  expect(priceRow(priceDocument('AFS1-Studio:VolumeUsage.gp3', '0.14', 'GB-Month'))).toMatchObject({
    of: 'volume',
    perGbMonth: 0.14,
  });
});

test.each([
  ['a $0 row', priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.0000000000')],
  ['another unit', priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.05', 'Quantity')],
  ['another part of SageMaker', priceDocument('USE1-Host:ml.t3.medium', '0.05')],
  ['Data Wrangler', priceDocument('USE1-Studio:DataWrangler-ml.m5.4xlarge', '0.922')],
  ['text that is no price', priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', 'free')],
  ['no terms', '{"product":{"attributes":{"usagetype":"USE1-Studio:JupyterLab-ml.t3.medium"}},"terms":{}}'],
  ['no JSON', '{"product"'],
])('%s is no price', (_, document) => expect(priceRow(document)).toBeUndefined());

test('a table is in the currency that its Price List tells, and never mixes two', () => {
  const yuan = (usagetype: string, amount: string) => priceDocument(usagetype, amount).replace('"USD"', '"CNY"');
  const medium = yuan('CNN1-Studio:JupyterLab-ml.t3.medium', '0.5');
  const table = priceTable(
    'cn-north-1',
    '2026-11-24',
    rows(medium, priceDocument('CNN1-Studio:JupyterLab-ml.t3.large', '0.1')),
  );
  expect(table.currency).toBe('CNY');
  expect(table.perHour).toEqual({ 'JupyterLab/ml.t3.medium': 0.5 });
  expect(priceRow(medium.replace('"CNY":"0.5"', '"CNY":"0.5","USD":"0.07"'))).toBeUndefined();
});

test.each([
  ['us-west-2', 'aws', 'us-east-1'],
  ['eu-west-1', 'aws', 'eu-central-1'],
  ['ap-south-1', 'aws', 'ap-south-1'],
  ['cn-north-1', 'aws-cn', 'cn-northwest-1'],
  ['us-gov-west-1', 'aws-us-gov', undefined],
  ['us-iso-east-1', 'aws-iso', 'us-iso-east-1'],
  ['us-isob-east-1', 'aws-iso-b', 'us-isob-east-1'],
  ['eu-isoe-west-1', 'aws-iso-e', 'eu-isoe-west-1'],
  ['us-isof-east-1', 'aws-iso-f', 'us-isof-south-1'],
  ['eusc-de-east-1', 'aws-eusc', 'eusc-de-east-1'],
])('in %s the Price List is that of %s', (region, partition, asked) => {
  expect([partitionOf(region).id, priceListRegion(region)]).toEqual([partition, asked]);
});

test('two prices of one thing are not chosen between', () => {
  const table = priceTable(
    'us-east-1',
    '2026-11-24',
    rows(
      priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.05'),
      priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.05'),
      priceDocument('USE1-Studio:JupyterLab-ml.t3.large', '0.1'),
      priceDocument('USE1-Studio:JupyterLab-ml.t3.large', '0.2'),
    ),
  );
  expect(hourlyRate(table, 'JupyterLab', 'ml.t3.medium')).toBe(0.05);
  expect(hourlyRate(table, 'JupyterLab', 'ml.t3.large')).toBeUndefined();
  expect(pricedInstanceTypes(table, 'JupyterLab')).toEqual(['ml.t3.medium']);
});

test("a rate is the app type's own; Classic's system is what the model says it is", () => {
  const table = priceTable(
    'us-east-1',
    '2026-11-24',
    rows(priceDocument('USE1-Studio:KernelGateway-ml.t3.medium', '0.05')),
  );
  expect(hourlyRate(table, 'JupyterLab', 'ml.t3.medium')).toBeUndefined();
  expect(hourlyRate(table, 'KernelGateway', 'system')).toBe(0.05);
  expect(hourlyRate(table, 'JupyterServer', 'system')).toBe(0);
  expect(hourlyRate(table, 'JupyterLab', undefined)).toBeUndefined();
});

test('the shipped table says where and when its prices are from, and is empty where none were seen', () => {
  const { source, perHour } = bundledPrices('us-west-2', 'USD');
  expect(source).toMatchObject({ kind: 'bundled', date: expect.stringMatching(/^2026-\d\d-\d\d$/) });
  expect(perHour['JupyterLab/ml.t3.medium']).toBe(0.05);
  expect(bundledPrices('eu-west-1', 'USD').perHour).toEqual({});
});
