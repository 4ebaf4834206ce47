import { expect, test } from 'vitest'
import { addressText } from './address.ts'

test.each([
  [
    { country: 'CN', region: '江苏省', city: '苏州市', district: '姑苏区', line: '人民路 8 号', postalCode: '215000' },
    '215000 江苏省苏州市姑苏区人民路 8 号',
  ],
  [
    { country: 'CN', region: '上海市', city: '上海', district: '静安区', line: '南京西路 1 号' },
    '上海市静安区南京西路 1 号',
  ],
  [{ country: 'CN', city: '北京市', line: '北京市朝阳区建国路 88 号' }, '北京市朝阳区建国路 88 号'],
  [
    { country: 'TW', city: '臺北市', district: '大安區', line: '信義路三段 1 號', postalCode: '106' },
    '106 臺北市大安區信義路三段 1 號',
  ],
  [{ country: 'CN', city: 'Shanghai', line: '1 Nanjing Road West' }, '1 Nanjing Road West, Shanghai'],
  [
    { country: 'DE', city: 'Hamburg', line: 'Hafenstr. 2', postalCode: '20457', region: 'Hamburg' },
    'Hafenstr. 2, 20457 Hamburg',
  ],
  [
    { country: 'US', region: 'TX', city: 'Austin', line: '5 Elm St', postalCode: '78701' },
    '5 Elm St, Austin, TX 78701',
  ],
  [
    { region: '上海市', city: '上海', district: '杨浦区', line: '新华街863号', postalCode: '200375' },
    '200375 上海市杨浦区新华街863号',
  ],
  [{ city: 'Köln', line: 'Gartenweg 135' }, 'Gartenweg 135, Köln'],
  [{ country: 'CN' }, ''],
])('%o is written %s', (place, text) => expect(addressText(place)).toBe(text))
