import { Condition } from '../../../../src/engine/condition';
import { operatorNamed, type Operator } from '../../../../src/engine/operators';
import { between, typedValues } from '../../../../src/engine/unknowns/candidates/typed-values';

const valuesOf = (operator: string, ...wanted: readonly string[]) =>
  typedValues(new Condition(operator, operatorNamed(operator) as Operator, 'aws:x', wanted, true));

describe('values on both sides of every border', () => {
  test.each<readonly [string, readonly string[], readonly string[] | undefined]>([
    ['Bool', ['true'], ['true', 'false']],
    ['BinaryEquals', ['QQ=='], ['QQ==', 'AA==']],
    ['NumericEquals', ['5'], ['4', '5', '6']],
    ['NumericLessThan', ['9', '5', '5.0'], ['4', '5', '9', '7', '10']],
    ['NumericLessThan', ['ten'], ['0']],
    ['DateLessThan', ['1000'], ['1970-01-01T00:16:39.000Z', '1970-01-01T00:16:40.000Z', '1970-01-01T00:16:41.000Z']],
    ['DateLessThan', ['1e20'], []],
    [
      'IpAddress',
      ['10.0.0.0/30'],
      ['10.0.0.0', '10.0.0.3', '9.255.255.255', '10.0.0.4', '192.0.2.77', '2001:db8:77::1'],
    ],
    ['IpAddress', ['10.0.0.6/30'], ['10.0.0.4', '10.0.0.7', '10.0.0.3', '10.0.0.8', '192.0.2.77', '2001:db8:77::1']],
    ['IpAddress', ['0.0.0.0/0'], ['0.0.0.0', '255.255.255.255', '192.0.2.77', '2001:db8:77::1']],
    [
      'NotIpAddress',
      ['::ff00/127'],
      [
        '0:0:0:0:0:0:0:ff00',
        '0:0:0:0:0:0:0:ff01',
        '0:0:0:0:0:0:0:feff',
        '0:0:0:0:0:0:0:ff02',
        '192.0.2.77',
        '2001:db8:77::1',
      ],
    ],
    ['IpAddress', ['nowhere'], ['192.0.2.77', '2001:db8:77::1']],
    ['StringEquals', ['a'], undefined],
    ['ArnLike', ['a'], undefined],
    ['Null', ['true'], undefined],
  ])('%s %j', (operator, wanted, expected) => expect(valuesOf(operator, ...wanted)).toEqual(expected));
});

describe('values between those that several conditions want', () => {
  test.each([
    [
      ['1', '3', '7'],
      ['2', '5'],
    ],
    [['7', '1'], ['4']],
    [['1', '1'], []],
    [['1', 'x', '2'], ['1.5']],
    [[], []],
    [['2026-01-01', '2026-01-03'], ['2026-01-02T00:00:00.000Z']],
    [['2026-01-01', '7'], []],
  ])('%j: %j', (wanted, expected) => expect(between(wanted)).toEqual(expected));
});
