import computer from '../packs/cn-computer.json' with { type: 'json' }
import consumer from '../packs/cn-consumer.json' with { type: 'json' }
import farmMachine from '../packs/cn-farm-machine.json' with { type: 'json' }
import fixedPhone from '../packs/cn-fixed-phone.json' with { type: 'json' }
import goods from '../packs/cn-general-goods.json' with { type: 'json' }
import audioVideo from '../packs/cn-home-audio-video.json' with { type: 'json' }
import car from '../packs/cn-household-car.json' with { type: 'json' }
import mobilePhone from '../packs/cn-mobile-phone.json' with { type: 'json' }

/** The special rules (三包) before the law that fills their gaps: rights are told in this order. */
export const chinaPacks: readonly unknown[] = [
  car,
  goods,
  mobilePhone,
  fixedPhone,
  computer,
  audioVideo,
  farmMachine,
  consumer,
]
