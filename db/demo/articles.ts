import { type DemoArticle, n, step } from './article-texts.ts'
import { COOLERS } from './articles-coolers.ts'

const CARS: DemoArticle[] = [
  {
    kind: 'diagnosis',
    models: ['LUMO-E5'],
    symptoms: ['C-CHARGE'],
    causes: ['CONTROLLER', 'CONTACT'],
    components: ['charging'],
    title: n('Fast charging stops half way', '快充中途停止', '快充中途停止'),
    steps: [
      step(
        n(
          'Read the charging log: 0x31 is the station, 0x52 the pin temperature, 0x60 the controller.',
          '读取充电记录：0x31 为充电桩，0x52 为针脚温度，0x60 为控制器。',
          '讀取充電紀錄：0x31 為充電樁，0x52 為端子溫度，0x60 為控制器。',
        ),
      ),
      step(
        n(
          '0x52: clean both DC pins and measure them against each other, below 0.2 mΩ.',
          '0x52：清洁直流针脚，测接触电阻应小于 0.2 mΩ。',
          '0x52：清潔直流端子，量測接觸電阻應小於 0.2 mΩ。',
        ),
        n(
          'High voltage off and checked dead; certificate needed.',
          '高压下电并验电；须持证操作。',
          '高壓斷電並驗電；須持證操作。',
        ),
      ),
      step(
        n(
          '0x60: update the controller to 4.2 or later.',
          '0x60：控制器升级到 4.2 或更高版本。',
          '0x60：控制器更新到 4.2 或更高版本。',
        ),
      ),
    ],
  },
  {
    kind: 'repair',
    families: ['CAR'],
    symptoms: ['C-NOISE'],
    causes: ['WEAR'],
    components: ['chassis'],
    title: n('Rattling over bumps: stabiliser link', '过坎异响：稳定杆连杆', '過坑異音：防傾桿連桿'),
    steps: [
      step(
        n(
          'Car on its wheels, engine off: pull the link by hand. Play can be felt.',
          '车轮着地、熄火，用手拉连杆，可感到旷量。',
          '車輪著地、熄火，用手拉連桿，可感到鬆動。',
        ),
      ),
      step(
        n(
          'Change both sides; tighten at ride height to 60 N·m.',
          '两侧成对更换，在行驶高度下按 60 N·m 紧固。',
          '兩側成對更換，在行駛高度下依 60 N·m 鎖緊。',
        ),
      ),
    ],
  },
  {
    kind: 'how_to',
    families: ['CAR'],
    symptoms: ['C-SCREEN'],
    causes: ['SOFTWARE'],
    components: ['infotainment'],
    title: n('Restart and update the centre screen', '中控屏重启与升级', '中控螢幕重新啟動與更新'),
    steps: [
      step(
        n(
          'Hold volume and home for ten seconds: a restart keeps all settings.',
          '同时按住音量和主页键十秒重启，设置不会丢失。',
          '同時按住音量與主頁鍵十秒重新啟動，設定不會遺失。',
        ),
      ),
      step(
        n(
          'Update over the workshop network, not over the customer’s phone.',
          '通过车间网络升级，不要用客户手机热点。',
          '透過維修廠網路更新，不要用客戶手機熱點。',
        ),
      ),
    ],
  },
]

const COMPRESSORS: DemoArticle[] = [
  {
    kind: 'diagnosis',
    families: ['COMP'],
    symptoms: ['K-PRESSURE'],
    causes: ['VALVE', 'LEAK'],
    components: ['screw'],
    title: n('Pressure does not build: inlet valve first', '压力上不去：先查进气阀', '壓力上不去：先查進氣閥'),
    steps: [
      step(
        n(
          'Close the outlet. Pressure rises now: the leak is in the customer’s net.',
          '关闭出口阀，压力能上升说明漏点在客户管网。',
          '關閉出口閥，壓力能上升表示漏點在客戶管網。',
        ),
      ),
      step(
        n(
          'Watch the inlet valve while loading: it opens fully within two seconds.',
          '加载时观察进气阀，应在两秒内全开。',
          '加載時觀察進氣閥，應在兩秒內全開。',
        ),
        n('Keep hands and clothes away from the intake.', '手和衣物远离进气口。', '手與衣物遠離進氣口。'),
      ),
      step(
        n(
          'It stays half closed: change the valve kit KX-VLV-11.',
          '不能全开：更换阀组 KX-VLV-11。',
          '無法全開：更換閥組 KX-VLV-11。',
        ),
      ),
    ],
  },
  {
    kind: 'repair',
    families: ['COMP'],
    symptoms: ['K-TEMP'],
    causes: ['BLOCKED'],
    components: ['cooling'],
    title: n('Stops with high temperature: clean the oil cooler', '高温停机：清洗油冷却器', '高溫停機：清洗油冷卻器'),
    steps: [
      step(
        n(
          'Note oil temperature, ambient and fan speed before you open anything.',
          '拆机前记录油温、环境温度和风机转速。',
          '拆機前記錄油溫、環境溫度與風扇轉速。',
        ),
      ),
      step(
        n(
          'Blow the cooler out against the direction of the air, at most 4 bar.',
          '逆气流方向吹洗冷却器，气压不超过 0.4 MPa。',
          '逆氣流方向吹洗冷卻器，氣壓不超過 0.4 MPa。',
        ),
        n('Depressurise and lock the main switch.', '泄压并锁定总开关。', '洩壓並鎖定總開關。'),
      ),
      step(
        n(
          'Load for 20 minutes: discharge at most 85 K above ambient.',
          '带载 20 分钟：排气温度高于环境温度不超过 85 K。',
          '帶載 20 分鐘：排氣溫度高於環境溫度不超過 85 K。',
        ),
      ),
    ],
  },
  {
    kind: 'repair',
    models: ['KX-37', 'KX-90'],
    symptoms: ['K-NOISE'],
    causes: ['BEARING'],
    components: ['bearing'],
    title: n(
      'Bearing noise from the airend: measure before you decide',
      '主机轴承异响：先测量再判断',
      '主機軸承異音：先量測再判斷',
    ),
    steps: [
      step(
        n(
          'Vibration at the drive end: above 7.1 mm/s the airend is exchanged, not opened on site.',
          '测驱动端振动：超过 7.1 mm/s 整机更换主机，不得现场拆解。',
          '量測驅動端振動：超過 7.1 mm/s 整組更換主機，不得現場拆解。',
        ),
      ),
    ],
    isDraft: true,
  },
]

const EVERYWHERE: DemoArticle[] = [
  {
    kind: 'how_to',
    title: n('Hand over after a repair: five sentences', '修后交付：五句话', '修後交付：五句話'),
    summary: n(
      'Half of the call-backs are questions nobody answered at the door.',
      '一半的再次来电，问的都是离开时没讲清的事。',
      '一半的再次來電，問的都是離開時沒講清的事。',
    ),
    steps: [
      step(
        n(
          'What it was, in the customer’s own words.',
          '用客户自己的话说明是什么问题。',
          '用客戶自己的話說明是什麼問題。',
        ),
      ),
      step(
        n(
          'What was done and which part is new; show the old one.',
          '做了什么、换了哪个零件，出示旧件。',
          '做了什麼、換了哪個零件，出示舊件。',
        ),
      ),
      step(n('What it costs and who pays, line by line.', '逐项说明费用和由谁承担。', '逐項說明費用與由誰負擔。')),
      step(
        n(
          'What the customer can do that it does not come back.',
          '客户怎样做可以避免再次发生。',
          '客戶怎樣做可以避免再次發生。',
        ),
      ),
      step(
        n(
          'Whom to call and until when the repair is covered.',
          '有问题找谁，本次维修保到什么时候。',
          '有問題找誰，本次維修保固到什麼時候。',
        ),
      ),
    ],
  },
]

export const ARTICLES: readonly DemoArticle[] = [...EVERYWHERE, ...COMPRESSORS, ...CARS, ...COOLERS]

/** What technicians said of it, by the symptom of the article: the code of the symptom, whether it helped, in their words. */
export const SAID: readonly [symptom: string, helped: boolean, note: string | null][] = [
  ['A-NOCOOL', true, null],
  ['A-NOCOOL', true, '滤网堵死，第二步就解决了。'],
  ['A-NOCOOL', false, '柜机出风口位置不同，温差测不准，请补充。'],
  ['A-DRIP', true, null],
  ['A-DRIP', true, 'Step 2 saved me taking the unit down.'],
  ['A-E1', true, '插头氧化，清洗后正常，没换件。'],
  ['A-SMELL', true, null],
  ['K-TEMP', false, '现场没有压缩空气可用，建议写明用什么吹。'],
]
