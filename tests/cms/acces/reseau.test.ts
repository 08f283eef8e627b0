import { expect, test } from 'vitest';
import { networkOf } from '../../../cms/acces/reseau';

test.each([
  ['192.0.2.7', '192.0.2.'],
  ['::ffff:192.0.2.250', '192.0.2.'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:'],
  ['2001:0DB8:0001::6', '2001:db8:1:'],
  ['2001:db8::6', '2001:db8:0:'],
  ['fe80::1%eth0', 'fe80:0:0:'],
  ['::1', '0:0:0:'],
  ['1::3:4:5:6:7:8', '1:0:3:'],
])('%s is in the network %s', (adresse, reseau) => {
  expect(networkOf(adresse)).toBe(reseau);
});

test('neighbours share a network, others do not', () => {
  expect(networkOf('2001:db8:1:aaaa::1')).toBe(networkOf('2001:db8:1:bbbb::1'));
  expect(networkOf('192.0.2.1')).not.toBe(networkOf('192.0.3.1'));
});
