export interface City {
  country: 'CN' | 'DE' | 'US'
  city: string
  region: string
  zone: string
  lat: number
  lon: number
  districts: readonly string[]
  postal: string
  weight: number
}

/** Where the demo company's customers live. Positions are those of the cities' centres. */
export const CITIES: readonly City[] = [
  {
    country: 'CN',
    city: '上海',
    region: '上海市',
    zone: 'Asia/Shanghai',
    lat: 31.2304,
    lon: 121.4737,
    districts: ['浦东新区', '徐汇区', '静安区', '闵行区', '杨浦区'],
    postal: '200',
    weight: 26,
  },
  {
    country: 'CN',
    city: '北京',
    region: '北京市',
    zone: 'Asia/Shanghai',
    lat: 39.9042,
    lon: 116.4074,
    districts: ['朝阳区', '海淀区', '丰台区', '通州区'],
    postal: '100',
    weight: 16,
  },
  {
    country: 'CN',
    city: '广州',
    region: '广东省',
    zone: 'Asia/Shanghai',
    lat: 23.1291,
    lon: 113.2644,
    districts: ['天河区', '海珠区', '番禺区', '白云区'],
    postal: '510',
    weight: 13,
  },
  {
    country: 'CN',
    city: '成都',
    region: '四川省',
    zone: 'Asia/Shanghai',
    lat: 30.5728,
    lon: 104.0668,
    districts: ['武侯区', '高新区', '锦江区', '青羊区'],
    postal: '610',
    weight: 10,
  },
  {
    country: 'CN',
    city: '武汉',
    region: '湖北省',
    zone: 'Asia/Shanghai',
    lat: 30.5928,
    lon: 114.3055,
    districts: ['洪山区', '武昌区', '江汉区'],
    postal: '430',
    weight: 7,
  },
  {
    country: 'CN',
    city: '杭州',
    region: '浙江省',
    zone: 'Asia/Shanghai',
    lat: 30.2741,
    lon: 120.1551,
    districts: ['西湖区', '滨江区', '余杭区'],
    postal: '310',
    weight: 7,
  },
  {
    country: 'DE',
    city: 'Hamburg',
    region: 'Hamburg',
    zone: 'Europe/Berlin',
    lat: 53.5511,
    lon: 9.9937,
    districts: ['Altona', 'Eimsbüttel', 'Wandsbek', 'Harburg'],
    postal: '20',
    weight: 5,
  },
  {
    country: 'DE',
    city: 'München',
    region: 'Bayern',
    zone: 'Europe/Berlin',
    lat: 48.1351,
    lon: 11.582,
    districts: ['Schwabing', 'Sendling', 'Pasing', 'Giesing'],
    postal: '80',
    weight: 4,
  },
  {
    country: 'DE',
    city: 'Köln',
    region: 'Nordrhein-Westfalen',
    zone: 'Europe/Berlin',
    lat: 50.9375,
    lon: 6.9603,
    districts: ['Ehrenfeld', 'Deutz', 'Nippes'],
    postal: '50',
    weight: 3,
  },
  {
    country: 'US',
    city: 'Chicago',
    region: 'IL',
    zone: 'America/Chicago',
    lat: 41.8781,
    lon: -87.6298,
    districts: ['Lincoln Park', 'Hyde Park', 'Uptown'],
    postal: '606',
    weight: 4,
  },
  {
    country: 'US',
    city: 'Houston',
    region: 'TX',
    zone: 'America/Chicago',
    lat: 29.7604,
    lon: -95.3698,
    districts: ['Montrose', 'Midtown', 'Spring Branch'],
    postal: '770',
    weight: 3,
  },
  {
    country: 'US',
    city: 'Los Angeles',
    region: 'CA',
    zone: 'America/Los_Angeles',
    lat: 34.0522,
    lon: -118.2437,
    districts: ['Glendale', 'Pasadena', 'Culver City'],
    postal: '900',
    weight: 2,
  },
]

export const STREETS: Record<City['country'], readonly string[]> = {
  CN: ['中山路', '人民路', '解放大道', '建设路', '长江路', '文化路', '新华街', '学院路', '滨江大道', '科技园路'],
  DE: [
    'Lindenstraße',
    'Bahnhofstraße',
    'Gartenweg',
    'Schulstraße',
    'Hauptstraße',
    'Ringstraße',
    'Mühlenweg',
    'Kirchplatz',
  ],
  US: ['Maple Ave', 'Oak St', 'Washington Blvd', 'Lake Dr', 'Elm St', 'Park Ave', 'Sunset Rd', 'Cedar Ln'],
}

export const LANGUAGE = { CN: 'zh-CN', DE: 'en', US: 'en' } as const
export const CURRENCY = { CN: 'CNY', DE: 'EUR', US: 'USD' } as const
export const DIAL = { CN: '+86', DE: '+49', US: '+1' } as const
