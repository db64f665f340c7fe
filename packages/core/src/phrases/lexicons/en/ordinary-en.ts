/** Everyday English words that stand one letter from a word of the lexicon and are no slip of it. */
export const ordinaryEn: readonly string[] = [
  "manage managed talks than won those went car play wants water times makes comes goes hours aren save lose shop should top words looked loved feet ship",
  "step feels fish key calm crying ball killing calls fool likes liked loves bus bill treat suit cat nose crap skin nine dogs agent",
  "wild code cars note cares cancer lonely wash bright tie chose bike rights scare rent stops dies bath convince bone rare cast pure",
  "rope dish wave zone slip bury hill fuel voices refused fever lad accent plain cared parent cooked goods noon pork pill drops coin",
  "jill toes font tool hooked obey worn pope filling cart objects deals sits pan clan depend bare coke allows booth dial tide deed",
  "greet laser glove worm wrong coal hats annual reads layer bothers mill cans fork lure maker fees cent sip greed agrees dot cane",
  "arena heel crop timer refuge peel wheat comb strap pike whole gone ever brother our its needs john shorter five line mine wine",
  "fire find food wood mood pool school form work world word tree true love live give care core some came same home none done did",
  "night light eight might not near hear wear clean clear green dear deal real meal boy toy box book look cook back black bank paid",
  "plan plane place plate price prize rice nice mice later late rate date gate caller called walk talk tall small hall fall wall will",
  "well tell sell bell full pull fully hurry sorry story worry carry marry cry try dry very every even seven oven open often ten ton",
  "tone town down gown own man men many any and end hand land sand band bad bed red read road roar rain train gain again against",
];
