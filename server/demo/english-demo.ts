import type { Demo } from './demo.ts';
import {
  anotherDeal,
  archive,
  assign,
  call,
  chat,
  date,
  done,
  form,
  link,
  lose,
  mover,
  note,
  read,
  restore,
  type Story,
  says,
  tag,
  task,
  value,
  win,
  write,
} from './story.ts';

const owner = 'Owner';
const grace = 'Grace Turner';
const tom = 'Tom Reid';
const priya = 'Priya Shah';

/** Her phone is one of those in the page: her talk with the bot goes on there. */
const emma = { id: 'emma', name: 'Emma Hughes', phone: '+442079460002' };

const sales = 'Sales';
const aftercare = 'Aftercare';
const toQualified = mover(sales, 'Qualification');
const toOffer = mover(sales, 'Proposal');
const toContract = mover(sales, 'Contract');
const toVisit = mover(aftercare, 'Visit booked');
const toWork = mover(aftercare, 'In progress');

const website = 'Website form';

const fresh: Story[] = [
  chat('telegram', 'Chloe Bennett', 0.004, ['Hi there!', '#flat']),
  chat('telegram', 'Liam Foster', 0.012, ['/start houzz', '#room', '6']),
  chat('whatsapp', 'Hannah Wells', 0.09, ['Hello, how much is it for a one-bed flat?', 'menu', '#flat', '41']),
  form(website, { name: 'Marcus Doyle', email: 'm.doyle@example.com', variables: { town: 'Bath' } }, 0.3, {
    name: 'Kitchen, 11 m²',
    variables: { area: 11, source: 'Website' },
    tags: ['website'],
  }),
  chat(
    'telegram',
    'Sophie Clarke',
    0.6,
    ['/start instagram', '#design', '78', '6,000'],
    [read(0.55, priya), task(0.55, priya, 0, 'Ask Sophie for her floor plan')],
  ),
  call(priya, { name: 'Gordon Pike' }, 1, { name: 'Garden room, 18 m²', variables: { area: 18, source: 'Phone' } }, [
    note(1, priya, 'Rang from the allotment, the line kept dropping. Asked us to ring back after seven.'),
    task(1, priya, 0, 'Ring Gordon back after 7 pm', 'high'),
  ]),
  chat('telegram', 'Ryan Marsh', 5, ['/start', '#flat', '66'], [tag(4, tom, 'houzz')]),
  chat('whatsapp', 'Mrs Whitfield', 9, ['Good afternoon']),
  form(
    website,
    { name: 'Daniel Okafor' },
    12,
    { name: 'En-suite bathroom', variables: { area: 5, source: 'Website' }, tags: ['website'] },
    [note(11, tom, 'Tried twice, straight to voicemail. Left a message.'), task(10, tom, -6, 'Try Daniel again')],
  ),
];

const qualified: Story[] = [
  chat('telegram', emma.name, 0.08, ['/start', '#flat', '54', '45,000', '#soon', '#share'], [], { phone: emma }),
  chat('telegram', 'Jack Sullivan', 0.2, ['Hello', '#flat', '83', '60,000', '#now', '#share', '#human']),
  chat(
    'whatsapp',
    'Amara Cole',
    0.5,
    ['Hi!', '#room', '6', '7500', '#soon', '#share'],
    [
      write(
        0.45,
        priya,
        'Hi Amara, Priya from Cosy Home here. Could you send a photo of the bathroom? I can tell you what is worth keeping.',
      ),
      says(0.44, '#photo', 'This is it. The pipes were replaced last year'),
    ],
  ),
  chat(
    'telegram',
    'Oliver Grant',
    1,
    ['/start', '#design', '95', '0', '#later', '#share', '#think'],
    [tag(1, grace, 'new build'), task(1, grace, 2, 'Send Oliver our new-build portfolio')],
  ),
  chat(
    'telegram',
    'Megan Price',
    2,
    ['/start instagram', '#flat', '48', '18,000', '#soon', '#share', '#think'],
    [
      write(
        2,
        tom,
        'Hello Megan! That budget goes a long way with a lighter refurbishment. Shall I show you one with prices?',
      ),
      says(2, 'Yes please, that would help'),
      write(
        2,
        tom,
        'I have e-mailed you the quote of a similar flat: 47 m² for £17,800. Have a look and we will talk tomorrow.',
      ),
      task(2, tom, 0, 'Ask Megan what she thinks of the sample quote'),
    ],
  ),
  chat(
    'whatsapp',
    'Ethan Brooks',
    3,
    ['hi', '#flat', '110', '90,000', '#later', '#share', '#human'],
    [
      write(3, grace, 'Hi Ethan, I am Grace and I look after the larger projects. What would you like to know?'),
      says(3, 'Can you work while we live there? We have two small kids'),
      write(
        3,
        grace,
        'Yes, room by room. It takes a month longer, but nobody has to move out. Shall we come and have a look?',
      ),
      note(3, grace, 'Two small children, they stay in the house. Quote in stages.'),
      task(2, grace, 1, 'Agree a visit with Ethan'),
    ],
  ),
  call(
    tom,
    { name: 'Linda Marsden', email: 'linda.m@example.com', variables: { town: 'Bristol' } },
    4,
    {
      name: 'Two-bed flat, 61 m²',
      amount: 39_000,
      place: [sales, 'Qualification'],
      variables: { area: 61, budget: 42_000, source: 'Referral' },
      tags: ['referral'],
    },
    [
      note(4, tom, 'Sent by the Bakers, whose kitchen we finished in summer. Wants the same worktop.'),
      task(3, tom, -1, 'Send Linda kitchen examples'),
    ],
  ),
  chat(
    'telegram',
    'Max Rudd',
    6,
    ['/start houzz', '#flat', '34', '20,000', '#now', '#share'],
    [task(6, priya, -3, 'Get hold of Max')],
  ),
  form(
    website,
    { name: 'Peony Beauty Studio', email: 'hello@peony.example.com' },
    8,
    {
      name: 'Beauty salon, 72 m²',
      variables: { area: 72, budget: 70_000, source: 'Website' },
      tags: ['website', 'commercial'],
    },
    [
      value(7, grace, 64_000),
      toQualified(7, grace),
      note(7, grace, 'Ground floor, needs its own ventilation. They hope to open in spring.'),
      task(6, grace, 3, 'Get the lease plan from Peony'),
    ],
  ),
  chat('telegram', 'Vera Lindqvist', 15, ['Good evening!', '#room', '13', '12,000', '#later', '#share', '#think']),
];

const offered: Story[] = [
  chat('telegram', 'Samuel Ward', 0.7, ['/start', '#flat', '62', '45,000', '#soon', '#share', '#measure', 'tomorrow']),
  chat(
    'telegram',
    'Imran Malik',
    2,
    ['Hello', '#flat', '75', '55,000', '#now', '#share', '#measure', 'tomorrow'],
    [
      write(2, grace, 'Hi Imran, our surveyor Callum can be with you at noon tomorrow. Does that suit?'),
      says(2, 'Perfect. Buzzer 48, top floor'),
      done(1, grace),
      note(1, grace, 'Visit done. Walls are out of true, allow for replastering.'),
      value(1, grace, 51_200),
      task(1, grace, 0, 'Send Imran his quote', 'high'),
    ],
  ),
  chat(
    'whatsapp',
    'Eleanor Hart',
    4,
    ['Good morning', '#room', '8', '9000', '#now', '#share', '#measure', 'tomorrow'],
    [
      done(2, tom),
      value(2, tom, 7_850),
      write(2, tom, 'Eleanor, your quote is ready: £7,850 including materials, 16 working days. It is in your inbox.'),
      says(2, 'Thank you! My husband will read it tonight, I will let you know tomorrow'),
      task(2, tom, 1, 'Hear what Eleanor decided'),
    ],
  ),
  chat(
    'telegram',
    'Kate Jennings',
    6,
    ['/start instagram', '#design', '90', '7,000', '#soon', '#share', '#measure', 'tomorrow'],
    [
      done(5, grace),
      value(4, grace, 5_400),
      write(
        4,
        grace,
        'Kate, here is what you get: layout, 3D views of each room, drawings and a furniture list. £5,400, five weeks.',
      ),
      says(4, 'Could we leave out the furniture?'),
      write(4, grace, 'Of course, that makes it £4,700. Shall I send the new version?'),
      says(4, 'Let me sleep on it till the weekend'),
      task(3, grace, 2, 'Ask Kate about the furniture list'),
    ],
  ),
  call(
    grace,
    { name: 'Andrew Pemberton', email: 'a.pemberton@example.com', variables: { town: 'Keynsham' } },
    10,
    {
      name: 'Town house, 145 m²',
      amount: 118_000,
      place: [sales, 'Qualification'],
      variables: { area: 145, budget: 125_000, source: 'Referral' },
      tags: ['referral', 'large'],
    },
    [
      assign(9, grace, owner),
      toOffer(7, owner),
      note(7, owner, 'Talking to two other builders. Staged payments matter to him more than the total.'),
      task(3, owner, 0, 'Send Andrew the payment schedule', 'high'),
    ],
  ),
  chat(
    'telegram',
    'Isla Morgan',
    11,
    ['/start instagram', '#flat', '45', '32,000', '#soon', '#share', '#measure', 'tomorrow'],
    [
      done(10, priya),
      value(9, priya, 30_400),
      write(9, priya, 'Isla, the quote is with you: £30,400. We could start the first stage in ten days.'),
      says(9, 'Got it, thanks. I am away now and will be in touch after the 5th'),
      task(9, priya, 5, 'Write to Isla after her holiday'),
    ],
  ),
  chat(
    'whatsapp',
    'Keith Barlow',
    17,
    ['Hello', '#flat', '92', '50,000', '#soon', '#share', '#measure', 'tomorrow'],
    [
      done(15, tom),
      value(14, tom, 61_500),
      note(14, tom, 'More than he had in mind. Asked for a version without underfloor heating.'),
      task(13, tom, -5, 'Requote without underfloor heating'),
    ],
  ),
];

const contracted: Story[] = [
  chat(
    'telegram',
    'Alex Thornton',
    13,
    ['/start', '#flat', '58', '42,000', '#now', '#share', '#measure', 'tomorrow'],
    [
      done(12, grace),
      value(10, grace, 39_600),
      write(10, grace, 'Alex, it comes to £39,600 and takes eleven weeks. Once signed, the price does not change.'),
      says(10, 'Happy with that. When can we sign?'),
      toContract(8, grace),
      date(8, grace, 'work_starts', 6),
      task(2, grace, 1, 'Meet Alex to sign the contract', 'high'),
    ],
  ),
  chat(
    'whatsapp',
    'Nadia Osman',
    16,
    ['Good afternoon', '#room', '7', '8500', '#now', '#share', '#measure', 'tomorrow'],
    [
      done(15, tom),
      value(14, tom, 7_200),
      toContract(5, tom),
      date(5, tom, 'work_starts', 4),
      note(5, tom, 'She sent her details, the contract is with the solicitor.'),
      task(4, tom, 0, 'Chase the solicitor for the contract'),
    ],
  ),
  call(
    grace,
    { name: 'The Linden Café', email: 'linden@example.com', variables: { town: 'Bristol' } },
    24,
    {
      name: 'Café refit, 115 m²',
      amount: 96_000,
      place: [sales, 'Qualification'],
      variables: { area: 115, budget: 100_000, source: 'Phone' },
      tags: ['commercial', 'large'],
    },
    [
      assign(20, grace, owner),
      toOffer(19, owner),
      value(15, owner, 92_500),
      toContract(9, owner),
      date(9, owner, 'work_starts', 12),
      note(9, owner, 'Night work only, the landlord has agreed. It is in the contract.'),
      task(8, owner, -2, 'Get the company details of the Linden'),
    ],
  ),
  chat(
    'telegram',
    'Toby Ellis',
    20,
    ['/start houzz', '#flat', '40', '30,000', '#soon', '#share', '#measure', 'tomorrow'],
    [
      done(18, priya),
      value(16, priya, 27_300),
      toContract(4, priya),
      date(4, priya, 'work_starts', 9),
      write(4, priya, 'Toby, the contract is in your inbox. Please have a look at the page about materials.'),
      says(4, 'All fine, I will sign on Saturday'),
      task(3, priya, 3, 'Collect the signed contract from Toby'),
    ],
  ),
];

const closed: Story[] = [
  chat(
    'telegram',
    'Martha Ellwood',
    44,
    ['/start', '#flat', '52', '40,000', '#now', '#share', '#measure', 'tomorrow'],
    [
      done(42, grace),
      value(40, grace, 36_800),
      write(40, grace, 'Martha, your quote: £36,800. If we start on Monday, you are back in well before the holidays.'),
      says(40, 'Brilliant, let us go ahead!'),
      toContract(38, grace),
      win(35, grace),
      anotherDeal(3, priya, { name: 'Nursery door sticks', place: [aftercare, 'Request'], tags: ['warranty'] }),
      task(3, priya, 0, 'Agree a time with Martha for the joiner'),
    ],
  ),
  chat(
    'whatsapp',
    'Stuart Wolfe',
    41,
    ['Hello', '#room', '9', '11000', '#now', '#share', '#measure', 'tomorrow'],
    [
      done(39, tom),
      value(37, tom, 9_900),
      toContract(36, tom),
      win(33, tom),
      note(33, tom, 'The 30% deposit is in. We start on Monday.'),
    ],
  ),
  chat(
    'telegram',
    'Daisy Miller',
    38,
    ['/start instagram', '#design', '66', '5,000', '#soon', '#share', '#measure', 'tomorrow'],
    [done(36, grace), value(34, grace, 3_960), toContract(30, grace), win(27, grace)],
  ),
  call(
    tom,
    { name: 'The Baker family', email: 'bakers@example.com', variables: { town: 'Bath' } },
    45,
    {
      name: 'Kitchen and hall, 26 m²',
      amount: 21_500,
      place: [sales, 'Proposal'],
      variables: { area: 26, budget: 22_000, source: 'Referral' },
      tags: ['referral'],
    },
    [
      toContract(41, tom),
      win(36, tom),
      note(20, tom, 'Finished two days early. They promised to tell their friends.'),
      anotherDeal(2, tom, { name: 'Replace the kitchen tap', amount: 180, place: [aftercare, 'Visit booked'] }),
      task(2, tom, 1, 'Plumber at the Bakers, 2 pm'),
    ],
  ),
  chat(
    'telegram',
    'Nick Savage',
    33,
    ['Afternoon', '#flat', '69', '50,000', '#now', '#share', '#measure', 'tomorrow'],
    [done(31, priya), value(29, priya, 46_200), toContract(25, priya), win(21, priya)],
  ),
  chat(
    'telegram',
    'Poppy Zane',
    29,
    ['/start instagram', '#room', '15', '16,000', '#soon', '#share', '#measure', 'tomorrow'],
    [
      done(27, tom),
      value(26, tom, 14_100),
      toContract(20, tom),
      win(14, tom),
      anotherDeal(1, priya, { name: 'Repaint the ceiling after a leak', amount: 420, place: [aftercare, 'Request'] }),
    ],
  ),
  call(
    grace,
    { name: 'Crust & Crumb Bakery' },
    40,
    {
      name: 'Bakery front, 46 m²',
      amount: 34_000,
      place: [sales, 'Proposal'],
      variables: { area: 46, source: 'Phone' },
      tags: ['commercial'],
    },
    [
      toContract(34, grace),
      win(28, grace),
      anotherDeal(8, grace, { name: 'Yearly extractor check', amount: 260, place: [aftercare, 'Request'] }),
      toVisit(6, grace),
      toWork(1, grace),
    ],
  ),
  chat(
    'telegram',
    'Rahul Mehta',
    26,
    ['/start houzz', '#flat', '43', '32,000', '#soon', '#share', '#measure', 'tomorrow'],
    [
      done(24, priya),
      value(23, priya, 29_700),
      write(23, priya, 'Rahul, it comes to £29,700 with all the first-fix materials.'),
      says(23, 'Thanks, but somebody offered 25. We are going with them'),
      lose(22, priya, 'Chose somebody else'),
    ],
  ),
  chat(
    'telegram',
    'Zoe Carmichael',
    31,
    ['/start', '#flat', '86', '20,000', '#soon', '#share', '#think'],
    [says(26, '#no')],
  ),
  chat(
    'whatsapp',
    'Edward Lane',
    36,
    ['Hello', '#flat', '120', '35,000', '#now', '#share', '#measure', 'tomorrow'],
    [
      done(34, grace),
      value(33, grace, 81_000),
      lose(30, grace, 'Too expensive'),
      note(30, grace, 'Come back in spring: he may begin with one bedroom.'),
    ],
  ),
  call(
    priya,
    { name: 'Doreen Ashby' },
    28,
    { name: 'Wallpaper, one room', amount: 900, variables: { area: 16, source: 'Phone' } },
    [
      note(28, priya, 'Just wallpaper, too small for us. Gave her the number of Joe the decorator.'),
      lose(28, priya, 'Changed their mind'),
    ],
  ),
  chat(
    'telegram',
    'Finn Asher',
    23,
    ['/start instagram', '#flat', '50', '35,000', '#soon', '#share'],
    [task(22, tom, -20, 'Ring Finn'), done(20, tom), lose(16, tom, 'Does not answer')],
  ),
  chat('telegram', 'Quick Cash', 19, ['Loans for everybody at 1%! Follow the link'], [archive(19, priya, 'Spam')]),
  form(website, { name: 'Martha Ellwood (website)' }, 43, { name: 'Two-bed flat', tags: ['website'] }, [
    archive(43, grace, 'Duplicate'),
  ]),
  call(tom, { name: 'Bernard' }, 21, { name: 'Rubbish collection' }, [archive(21, tom, 'Wrong address')]),
  chat(
    'telegram',
    'Leo Cornish',
    30,
    ['/start', '#room', '9', '12,000', '#later', '#share'],
    [
      lose(25, tom, 'Changed their mind'),
      restore(7, tom),
      note(7, tom, 'Rang us himself: the neighbours flooded his bathroom, now it is urgent.'),
      value(5, tom, 10_900),
      toOffer(5, tom),
      task(4, tom, 0, 'Ring Leo about the tiles'),
    ],
  ),
];

const repairs: Story[] = [
  call(
    priya,
    { name: 'Gladys Summers' },
    6,
    { name: 'Dripping kitchen tap', amount: 120, place: [aftercare, 'Request'], tags: ['urgent'] },
    [toVisit(5, priya), task(5, priya, 0, 'Remind the plumber about Mrs Summers')],
  ),
  form(
    website,
    { name: 'Ian Drayton', email: 'drayton@example.com' },
    4,
    { name: 'Adjust five windows', amount: 240, place: [aftercare, 'Request'], tags: ['warranty'] },
    [toVisit(3, tom), toWork(1, tom)],
  ),
  call(
    tom,
    { name: 'Riverside Residents', email: 'riverside@example.com' },
    14,
    { name: 'Stairwell, entrance 2', amount: 8_400, place: [aftercare, 'Request'], tags: ['commercial'] },
    [toVisit(11, tom), toWork(4, tom), task(3, tom, 4, 'Hand the stairwell over to the residents')],
  ),
];

const unsorted: Story[] = [
  form(
    website,
    { name: 'Olivia Ray' },
    26,
    { name: 'Balcony, 6 m²', variables: { area: 6, source: 'Website' } },
    [],
    'no_pipeline',
  ),
  form(
    website,
    { name: 'George Vance', email: 'g.vance@example.com' },
    3,
    { name: 'Nursery, 14 m²', variables: { area: 14, source: 'Website' }, tags: ['website'] },
    [],
    'off',
  ),
  form(
    website,
    { name: 'Ruth Talbot' },
    2,
    { name: 'Walk-in wardrobe', variables: { source: 'Website' }, tags: ['website'] },
    [],
    'off',
  ),
  chat('whatsapp', 'Vince', 2, ['Hi, do you work in Watford?'], [], { intake: 'off' }),
  chat('telegram', 'Jenny Cotton', 1, ['/start houzz'], [], { intake: 'off' }),
];

/** One human being in two messengers: linked, and waiting to be. */
const merged: Story[] = [
  chat('whatsapp', 'Jack S.', 0.16, ['Hi, I wrote to you on Telegram earlier', '#flat']),
  chat(
    'telegram',
    'Rachel Lawson',
    7,
    ['/start', '#flat', '60', '45,000', '#soon', '#share'],
    [link(4, grace, 'Rachel (work)'), assign(3, grace, tom), task(2, tom, 2, 'Talk Rachel through the quote')],
  ),
  chat('whatsapp', 'Rachel (work)', 5, ['Hello! It is Rachel, from my work phone', '#flat', '60']),
];

export const englishDemo: Demo = {
  flowFile: 'sales.en.yaml',
  // Ofcom keeps 020 7946 0000 to 0999 for films and books.
  phoneOf: (number) => `+44207946${String(number).padStart(4, '0')}`,
  fields: [
    { entity: 'deal', key: 'area', name: 'Area, m²', type: 'number' },
    { entity: 'deal', key: 'budget', name: 'Budget, £', type: 'number' },
    {
      entity: 'deal',
      key: 'source',
      name: 'Source',
      type: 'choice',
      options: {
        choices: [
          { value: 'Website', color: 'blue' },
          { value: 'Phone', color: 'orange' },
          { value: 'Referral', color: 'green' },
        ],
      },
    },
    { entity: 'deal', key: 'work_starts', name: 'Work starts', type: 'date' },
    { entity: 'contact', key: 'town', name: 'Town', type: 'text' },
  ],
  views: [
    {
      name: 'Overdue tasks',
      kind: 'list',
      sort: 'next_task',
      filter: { conditions: [{ field: 'next_task', op: 'past' }] },
    },
    {
      name: 'Nobody’s',
      kind: 'board',
      filter: { conditions: [{ field: 'responsible', op: 'any_of', value: ['none'] }] },
    },
    {
      name: 'Large and open',
      kind: 'list',
      sort: '-amount',
      filter: {
        conditions: [
          { field: 'status', op: 'any_of', value: ['open'] },
          { field: 'amount', op: 'at_least', value: 4_000_000 },
        ],
      },
    },
  ],
  file: {
    project: {
      name: 'Demo: renovation studio',
      locale: 'en',
      timeZone: 'Europe/London',
      country: 'GB',
      settings: { botSilentMinutes: 240 },
    },
    members: [
      { email: 'owner@localhost', name: owner, role: 'owner' },
      { email: 'grace@example.com', name: grace, role: 'editor' },
      { email: 'tom@example.com', name: tom, role: 'operator' },
      { email: 'priya@example.com', name: priya, role: 'operator' },
    ],
    pipelines: [
      {
        name: sales,
        currency: 'GBP',
        stages: [
          { name: 'New lead', color: 'blue' },
          { name: 'Qualification', color: 'cyan' },
          { name: 'Proposal', color: 'violet' },
          { name: 'Contract', color: 'green', requiredFields: ['amount'] },
        ],
        settings: {
          cardFields: ['contact', 'amount', 'responsible', 'channel', 'next_task', 'tags', 'time_in_stage'],
          cardVariables: ['area', 'budget', 'work_starts'],
          rottingDays: 7,
        },
      },
      {
        name: aftercare,
        currency: 'GBP',
        stages: [
          { name: 'Request', color: 'orange' },
          { name: 'Visit booked', color: 'yellow' },
          { name: 'In progress', color: 'teal' },
        ],
        settings: {
          systemStages: { unsorted: false, won: true, lost: false, archived: false },
          rottingFrom: 'stage_entry',
        },
      },
    ],
    intake: { acceptOnFirstStage: true },
    channels: [
      {
        kind: 'simulator',
        name: 'Cosy Home bot (Telegram)',
        imitates: 'telegram',
        phones: [{ id: 'charlie', name: 'Charlie', phone: '+442079460001' }, emma],
      },
      {
        kind: 'simulator',
        name: 'Cosy Home (WhatsApp)',
        imitates: 'whatsapp',
        phones: [{ id: 'robin', name: 'Robin', phone: '+442079460003' }],
      },
    ],
  },
  stories: [...fresh, ...qualified, ...offered, ...contracted, ...closed, ...repairs, ...unsorted, ...merged],
};
