import { type DemoArticle, n, step } from './article-texts.ts'

const POWER_OFF = n(
  'Switch the unit off at the breaker and wait three minutes: the capacitor keeps its charge.',
  '先断开空气开关，等待三分钟：电容仍带电。',
  '先切斷無熔絲開關，等待三分鐘：電容仍帶電。',
)

export const COOLERS: DemoArticle[] = [
  {
    kind: 'diagnosis',
    families: ['AC'],
    symptoms: ['A-NOCOOL'],
    causes: ['LEAK', 'BLOCKED'],
    components: ['refrigerant'],
    title: n(
      'Does not cool: four checks before the gauges',
      '不制冷：接压力表前的四项检查',
      '不冷：接壓力錶前的四項檢查',
    ),
    summary: n(
      'Three of ten calls end here, without opening the circuit.',
      '十次报修里有三次到此解决，不必打开制冷回路。',
      '十次報修裡有三次到此解決，不必打開冷媒迴路。',
    ),
    steps: [
      step(
        n(
          'Mode and temperature on the remote: cooling, at least 3 °C below the room.',
          '查看遥控器：制冷模式，设定温度至少比室温低 3 °C。',
          '檢查遙控器：冷氣模式，設定溫度至少比室溫低 3 °C。',
        ),
      ),
      step(
        n(
          'Filter and indoor coil: hold a torch behind the filter. No light through it means no air.',
          '查看滤网和室内换热器：用手电从滤网后方照，不透光就是不透风。',
          '檢查濾網與室內熱交換器：用手電筒從濾網後方照，不透光就是不透風。',
        ),
      ),
      step(
        n(
          'Outdoor coil: rinse it from the inside outwards.',
          '查看室外换热器：由内向外冲洗。',
          '檢查室外熱交換器：由內向外沖洗。',
        ),
        POWER_OFF,
      ),
      step(
        n(
          'Measure inlet and outlet air after ten minutes. Less than 8 K difference: go on with the search for a leak.',
          '运行十分钟后测进出风温差。小于 8 K，转入检漏步骤。',
          '運轉十分鐘後量測進出風溫差。小於 8 K，轉入檢漏步驟。',
        ),
      ),
    ],
  },
  {
    kind: 'repair',
    families: ['AC'],
    symptoms: ['A-NOCOOL'],
    causes: ['LEAK'],
    components: ['refrigerant'],
    title: n('Find and seal a leak, refill R32', '检漏、补漏并加注 R32', '檢漏、補漏並充填 R32'),
    summary: n(
      'Topping up without finding the leak is not a repair: the customer calls again within weeks.',
      '不找漏点只补制冷剂不算修复：几周内客户必然再次报修。',
      '未找出漏點只補冷媒不算修復：數週內客戶必然再次報修。',
    ),
    steps: [
      step(
        n(
          'Brush soap solution on both flare nuts and the service valves; then the welds of the outdoor coil.',
          '先在两端喇叭口接头和截止阀涂肥皂水，再查室外换热器焊点。',
          '先在兩端喇叭口接頭與維修閥塗肥皂水，再查室外熱交換器焊點。',
        ),
      ),
      step(
        n(
          'Recover what is left, make the flare anew and tighten it: 1/4" 18 N·m, 3/8" 42 N·m.',
          '回收剩余制冷剂，重新扩口并按力矩拧紧：1/4″ 18 N·m，3/8″ 42 N·m。',
          '回收剩餘冷媒，重新擴口並依扭力鎖緊：1/4″ 18 N·m，3/8″ 42 N·m。',
        ),
        n(
          'R32 burns. No flame, no lighter, windows open, recovery bottle on scales.',
          'R32 可燃：禁止明火，开窗通风，回收瓶上秤。',
          'R32 可燃：禁止明火，開窗通風，回收瓶上秤。',
        ),
      ),
      step(
        n(
          'Evacuate below 50 Pa and let it stand for 15 minutes. Rises above 100 Pa: search again.',
          '抽真空至 50 Pa 以下，保压 15 分钟；升到 100 Pa 以上说明仍有漏点。',
          '抽真空至 50 Pa 以下，保壓 15 分鐘；升到 100 Pa 以上表示仍有漏點。',
        ),
      ),
      step(
        n(
          'Charge by weight as on the rating plate plus 20 g for every metre of pipe beyond five.',
          '按铭牌克数称重加注；管长超过 5 米，每米加 20 g。',
          '依銘牌克數秤重充填；管長超過 5 公尺，每公尺加 20 g。',
        ),
      ),
    ],
  },
  {
    kind: 'repair',
    families: ['AC'],
    symptoms: ['A-DRIP'],
    causes: ['BLOCKED'],
    components: ['drain'],
    title: n(
      'Drips indoors: clear the drain and level the unit',
      '室内漏水：疏通排水并校平',
      '室內漏水：疏通排水並校平',
    ),
    steps: [
      step(
        n(
          'Pour half a litre into the tray. Runs off in a minute: go to step 3.',
          '向接水盘倒半升水，一分钟内排净则跳到第 3 步。',
          '向接水盤倒半公升水，一分鐘內排淨則跳到步驟 3。',
        ),
      ),
      step(
        n(
          'Draw the hose clear from outside with the vacuum; do not blow, it loosens the joint at the tray.',
          '从室外端用吸尘器抽通软管；不要吹，否则会冲松接水盘接头。',
          '從室外端用吸塵器抽通軟管；不要吹，否則會沖鬆接水盤接頭。',
        ),
      ),
      step(
        n(
          'Spirit level on the mounting plate: 0 to 3 mm lower on the side of the drain.',
          '水平尺靠安装板：排水侧低 0～3 mm。',
          '水平尺靠安裝板：排水側低 0～3 mm。',
        ),
      ),
      step(
        n(
          'Photograph the tray dry after ten minutes of cooling.',
          '制冷运行十分钟后拍下干燥的接水盘。',
          '冷氣運轉十分鐘後拍下乾燥的接水盤。',
        ),
      ),
    ],
  },
  {
    kind: 'repair',
    families: ['AC'],
    symptoms: ['A-NOISE'],
    causes: ['BEARING'],
    components: ['fan'],
    title: n(
      'Noisy: which bearing it is, and changing the fan motor',
      '噪音大：判断轴承并更换风机电机',
      '噪音大：判斷軸承並更換風扇馬達',
    ),
    steps: [
      step(
        n(
          'Turn the fan by hand. Rough or with play: the bearing. Smooth: look for a loose cover first.',
          '手转风轮：发涩或有旷量是轴承；顺滑则先查面板是否松动。',
          '手轉風輪：卡澀或有鬆動是軸承；順暢則先查面板是否鬆動。',
        ),
        POWER_OFF,
      ),
      step(
        n(
          'Change the motor with its rubber seats; the old seats make the new motor hum.',
          '电机连同橡胶座一起更换，旧胶座会让新电机嗡嗡响。',
          '馬達連同橡膠座一起更換，舊膠座會讓新馬達嗡嗡響。',
        ),
      ),
      step(
        n(
          'Let it run on each speed for a minute with the customer beside you.',
          '请客户在旁，各档位各运行一分钟。',
          '請客戶在旁，各段風速各運轉一分鐘。',
        ),
      ),
    ],
  },
  {
    kind: 'diagnosis',
    models: ['BREEZE-26', 'BREEZE-35'],
    symptoms: ['A-E1'],
    causes: ['SENSOR', 'CONTACT'],
    components: ['sensor'],
    title: n('Error E1: sensor or plug?', 'E1 故障：传感器还是插头？', 'E1 故障：感測器還是插頭？'),
    summary: n(
      'Half of the sensors that come back are good: measure before you change.',
      '返回的传感器有一半是好的：先测量再更换。',
      '返回的感測器有一半是好的：先量測再更換。',
    ),
    steps: [
      step(
        n(
          'Unplug CN3 and measure the sensor: 10 kΩ at 25 °C, 15 kΩ at 15 °C.',
          '拔下 CN3 测传感器：25 °C 时 10 kΩ，15 °C 时 15 kΩ。',
          '拔下 CN3 量測感測器：25 °C 時 10 kΩ，15 °C 時 15 kΩ。',
        ),
        POWER_OFF,
      ),
      step(
        n(
          'Right value: clean the plug with contact spray, press it in until it clicks, clear E1 with the remote.',
          '阻值正常：用触点清洁剂清洗插头，插到位听到咔哒声，再用遥控器清除 E1。',
          '阻值正常：用接點清潔劑清洗插頭，插到位聽到喀噠聲，再用遙控器清除 E1。',
        ),
      ),
      step(
        n(
          'Wrong value: change the sensor and put the old one into its bag with the label.',
          '阻值不对：更换传感器，旧件装袋贴标签。',
          '阻值不對：更換感測器，舊件裝袋貼標籤。',
        ),
      ),
    ],
  },
  {
    kind: 'bulletin',
    isControlled: true,
    models: ['BREEZE-35', 'BREEZE-72'],
    symptoms: ['A-SMELL'],
    causes: ['CONTACT'],
    components: ['wiring'],
    title: n(
      'Terminal block may overheat: check the torque on every visit',
      '接线端子可能过热：每次上门必须检查力矩',
      '接線端子可能過熱：每次到府必須檢查扭力',
    ),
    summary: n(
      'Units wired with 1.5 mm² instead of 2.5 mm². Seven cases, no one hurt.',
      '涉及用 1.5 mm² 代替 2.5 mm² 接线的机器。已发现七例，无人受伤。',
      '涉及以 1.5 mm² 代替 2.5 mm² 接線的機器。已發現七例，無人受傷。',
    ),
    steps: [
      step(
        n(
          'Look for brown edges on the block and at the first 5 cm of the cable.',
          '查看端子座和线缆前 5 cm 是否发黄变色。',
          '檢查端子座與線材前 5 cm 是否發黃變色。',
        ),
        POWER_OFF,
      ),
      step(
        n(
          'Tighten to 1.8 N·m. A browned block is changed, never tightened.',
          '按 1.8 N·m 紧固；已变色的端子座必须更换，不得只紧固。',
          '依 1.8 N·m 鎖緊；已變色的端子座必須更換，不得只鎖緊。',
        ),
      ),
      step(
        n(
          '1.5 mm² cable: leave the unit off and tell the desk before you leave the site.',
          '若为 1.5 mm² 线：停用机器，离场前通知客服。',
          '若為 1.5 mm² 線：停用機器，離場前通知客服。',
        ),
        n(
          'The customer must not use the unit until the cable is changed. Say it and write it into the report.',
          '换线前客户不得使用，须当面说明并写入服务报告。',
          '換線前客戶不得使用，須當面說明並寫入服務報告。',
        ),
      ),
    ],
  },
]
