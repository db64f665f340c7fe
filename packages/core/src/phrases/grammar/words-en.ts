import type { GrammarWords } from "./grammar-words.ts";

/** English, British first. */
export const wordsEn: GrammarWords = {
  locale: "en",
  letters: {},
  decimal: ".",
  inflectsOrdinalTens: false,
  hoursAreOrdinal: false,
  minutesStandFirst: true,
  halfPrefix: "",
  ordinalEndings: "st nd rd th",
  hesitation: "uh um er erm uhm hm mm eh ah mhm",
  senses: {
    unit: {
      0: "zero nought naught nil",
      1: "one",
      2: "two couple couple_of",
      3: "three",
      4: "four",
      5: "five",
      6: "six",
      7: "seven",
      8: "eight",
      9: "nine niner",
    },
    teen: {
      10: "ten",
      11: "eleven",
      12: "twelve",
      13: "thirteen",
      14: "fourteen",
      15: "fifteen",
      16: "sixteen",
      17: "seventeen",
      18: "eighteen",
      19: "nineteen",
    },
    ten: {
      20: "twenty",
      30: "thirty",
      40: "forty fourty",
      50: "fifty",
      60: "sixty",
      70: "seventy",
      80: "eighty",
      90: "ninety",
    },
    times: { 5: "fiver fivers", 10: "tenner tenners", 12: "dozen dozens", 100: "hundred hundreds" },
    scale: { 1000: "thousand thousands grand k", 1000000: "million millions mln", 1000000000: "billion billions bn" },
    half: { 25: "¼ quarter_of_a", 50: "half ½", 75: "three_quarters three_quarters_of_a" },
    withPart: { 25: "and_a_quarter ¼", 50: "and_a_half and_half ½", 75: "and_three_quarters" },
    point: { 1: "point dot" },
    minus: { 1: "minus negative" },
    plus: { 1: "plus" },
    repeat: { 2: "double", 3: "triple treble" },
    digitNoun: { 0: "zeros zeroes" },
    oh: { 0: "oh o" },
    month: {
      1: "january jan",
      2: "february feb febuary",
      3: "march mar",
      4: "april apr",
      5: "may",
      6: "june jun",
      7: "july jul",
      8: "august aug",
      9: "september sept sep",
      10: "october oct",
      11: "november nov",
      12: "december dec",
    },
    weekday: {
      1: "monday mon mondays",
      2: "tuesday tue tues tuesdays",
      3: "wednesday wed wednesdays",
      4: "thursday thu thur thurs thursdays",
      5: "friday fri fridays",
      6: "saturday sat saturdays",
      7: "sunday sun sundays",
    },
    day: {
      0: "today tonight this_morning this_afternoon this_evening todays",
      1: "tomorrow tomorrows tmrw",
      2: "day_after_tomorrow the_day_after_tomorrow",
      [-1]: "yesterday",
      [-2]: "day_before_yesterday the_day_before_yesterday",
    },
    next: { 1: "next following" },
    this: { 0: "this" },
    last: { 1: "last" },
    dateWord: { 1: "day_of_the_month of_the_month of_this_month" },
    span: { 1: "minute minutes min mins", 60: "hour hours hr hrs" },
    days: { 1: "day days", 7: "week weeks", 14: "fortnight" },
    months: { 1: "month months", 12: "year years" },
    halfHour: { 30: "half_an_hour half_hour half_a_hour", 90: "hour_and_a_half" },
    dayPart: {
      0: "am morning in_the_morning this_morning",
      1: "afternoon in_the_afternoon this_afternoon",
      2: "evening in_the_evening tonight this_evening",
      3: "night at_night",
      5: "pm",
    },
    noon: { 0: "midnight", 12: "noon midday noontime" },
    quarter: { 15: "quarter quarter_of_an_hour" },
    halfPast: { 30: "half_past half" },
    past: { 1: "past after" },
    before: { 1: "to before till til" },
    after: { 1: "in within" },
    ago: { 1: "ago" },
    fromNow: { 1: "from_now from_today later hence from_this_moment" },
    at: { 1: "at by on around about for from until till after" },
    oclock: { 1: "oclock hours hour hundred_hours" },
    now: { 1: "now right_now immediately straight_away" },
    currency: {
      1: "£ $ € pounds pound quid dollars dollar bucks buck euros euro gbp usd eur sterling pounds_sterling us_dollars",
    },
    coin: { 1: "pence penny pennies p cents cent" },
    not: { 1: "not isnt wasnt" },
    no: { 1: "no nope nah oh_no no_no no_wait" },
    correction: {
      1: `actually rather or_rather i_mean i_meant make_that make_it correction scratch_that strike_that better instead
        let_me_correct_myself let_me_correct i_misspoke my_mistake well_actually no_actually on_second_thought
        on_second_thoughts what_am_i_saying change_that`,
    },
    soft: { 1: "sorry wait oops hold_on hang_on excuse_me pardon apologies whoops im_sorry my_bad" },
    refusal: {
      1: `cant cannot i_cant_do i_cant_make i_cant_make_it wont_work doesnt_work does_not_work doesnt_suit is_no_good no_good im_busy busy i_cant dont_want
        do_not_want wont_do isnt_good is_not_good im_not_free not_free wont_be_able cant_do cant_make cant_make_it is_out
        not_possible impossible not_available unavailable isnt_convenient not_convenient isnt_possible dont_need i_dont_want`,
    },
    or: { 1: "or" },
    and: { 1: "and" },
    article: { 1: "a an the" },
    link: {
      1: `of well so like please yes yeah yep okay ok right just only exactly roughly approximately maybe perhaps probably
        some say its it is that thats i id ill im me my we lets let us then but you know you_know i_think think guess
        i_guess suppose i_suppose would need want give take have get got about_that or_so something good_morning
        good_afternoon good_evening good_night hello hi hey thank_you thanks cheers a_second one_second one_sec a_sec
        one_moment a_moment just_a_second just_a_moment just_a_minute one_minute_please wait_a_minute wait_a_second
        hold_on_a_second give_me_a_second give_me_a_minute this_one that_one which_one no_one one_more another_one
        every_one each_one no_more_than not_more_than not_less_than no_less_than at_least at_most at_the_most not_later_than
        no_later_than no_earlier_than not_earlier_than not_sure dont_know i_dont_know im_not_sure i_do_not_know
        not_only no_problem no_worries not_a_problem no_doubt number code dash hyphen space slash one_of_these or_thereabouts plus_or_minus give_or_take second_time
        first_time the_first_time last_time next_time first_of_all for_now dont_mind on_the_dot sharp
        no_idea not_bad why_not the_last_one half_of_it at_the_moment in_total`,
    },
  },
  ordinals: {
    feminine: "",
    others: "",
    stems: {},
    feminineWords: {},
    otherWords: {
      1: "first",
      2: "second",
      3: "third",
      4: "fourth",
      5: "fifth",
      6: "sixth",
      7: "seventh",
      8: "eighth eigth",
      9: "ninth nineth",
      10: "tenth",
      11: "eleventh",
      12: "twelfth twelth",
      13: "thirteenth",
      14: "fourteenth",
      15: "fifteenth",
      16: "sixteenth",
      17: "seventeenth",
      18: "eighteenth",
      19: "nineteenth",
      20: "twentieth",
      30: "thirtieth",
      40: "fortieth",
      50: "fiftieth",
      60: "sixtieth",
      70: "seventieth",
      80: "eightieth",
      90: "ninetieth",
    },
  },
  common: `able there their these those they them then than this with will what when where which while who why how our out
    over under into onto also again already always any all am are as ask be been being because best bit both bring call
    called can could come coming did do does done dont each early enough even ever every few find fine first found from free
    full further glad go going gone great had half has he her here him his if in into issue it items item job keep kind last
    late less let light like long look lot made make many mean might more most much must near never new nice night right
    fight sight tight weight height eights not off often old once one only onto open order other own pay people piece pieces
    place price pretty put quite really room said same see send she should since sir madam size so soon still such sure
    tell thing things think time times today too tool total try two unit units up use used very visit want was way wed week
    well went were whole wish work works would write year yet you your men pen ten tea cap box boxes bottle bottles tickets
    ticket persons person chairs tables bags packs copies pcs kg cm mm km lbs metres meters miles kilos kilo percent degrees guests seats nights
    matter manager phone telephone contact reach mobile appointment booking available convenient doctor delivery budget spend
    afford around away back below better between big small card case change check cost count date due end event fact feel
    fee fix mix own gun son fun run ran tan van ton tin bin win wine line mine nice dine pine vine fire hive live give
    dive drive for form fort free tree true too who tow owe ore gore core sin sir fix eleven even event seven
    sever never fever lever birds third thirst thirsty worst worth north nineties math match much such watch bay day lay pay
    ray say way hay many jane tune dune junk duly jolly augur`,
};
