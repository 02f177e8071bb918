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
const irina = 'Ирина Белова';
const oleg = 'Олег Тарасов';
const marina = 'Марина Лисова';

/** Her phone is one of those in the page: her talk with the bot goes on there. */
const anna = { id: 'anna', name: 'Анна Соколова', phone: '+79990000602' };

const sales = 'Продажи';
const service = 'Сервис';
const toQualified = mover(sales, 'Квалификация');
const toOffer = mover(sales, 'Предложение');
const toContract = mover(sales, 'Договор');
const toVisit = mover(service, 'Выезд назначен');
const toWork = mover(service, 'Выполняем');

const fresh: Story[] = [
  chat('telegram', 'Екатерина Лунёва', 0.004, ['Здравствуйте!', '#flat']),
  chat('telegram', 'Павел Дёмин', 0.012, ['/start avito', '#room', '6']),
  chat('whatsapp', 'Наталья Гришина', 0.09, ['Добрый день, сколько стоит ремонт однушки?', 'меню', '#flat', '38']),
  form('Форма на сайте', { name: 'Виктор Панин', email: 'v.panin@example.com', variables: { город: 'Химки' } }, 0.3, {
    name: 'Ремонт кухни, 9 м²',
    variables: { площадь: 9, источник: 'Сайт' },
    tags: ['сайт'],
  }),
  chat(
    'telegram',
    'Юлия Маркова',
    0.6,
    ['/start vk', '#design', '72', '250 000'],
    [read(0.55, marina), task(0.55, marina, 0, 'Спросить Юлию про планировку')],
  ),
  call(
    marina,
    { name: 'Геннадий Волков' },
    1,
    { name: 'Ремонт дачи, 60 м²', variables: { площадь: 60, источник: 'Звонок' } },
    [
      note(1, marina, 'Звонил из СНТ «Берёзка», связь плохая. Просил перезвонить вечером, после семи.'),
      task(1, marina, 0, 'Перезвонить после 19:00', 'high'),
    ],
  ),
  chat('telegram', 'Роман Шилов', 5, ['/start', '#flat', '64'], [tag(4, oleg, 'авито')]),
  chat('whatsapp', 'Алла Сергеевна', 9, ['Здравствуйте']),
  form(
    'Форма на сайте',
    { name: 'Дмитрий Орехов' },
    12,
    {
      name: 'Санузел под ключ',
      variables: { площадь: 4, источник: 'Сайт' },
      tags: ['сайт'],
    },
    [
      note(11, oleg, 'Два раза не взял трубку, написал ему в WhatsApp.'),
      task(10, oleg, -6, 'Позвонить Дмитрию ещё раз'),
    ],
  ),
];

const qualified: Story[] = [
  chat('telegram', anna.name, 0.08, ['/start', '#flat', '54', '1 400 000', '#soon', '#share'], [], {
    phone: anna,
  }),
  chat('telegram', 'Тимур Ахметов', 0.2, ['Добрый день', '#flat', '81', '2 000 000', '#now', '#share', '#human']),
  chat(
    'whatsapp',
    'Светлана Ким',
    0.5,
    ['Здравствуйте!', '#room', '5', '200000', '#soon', '#share'],
    [
      write(
        0.45,
        marina,
        'Светлана, здравствуйте! Это Марина из «Уюта». Пришлёте фото ванной? Сразу скажу, что можно сохранить.',
      ),
      says(0.44, '#photo', 'Вот так сейчас. Трубы меняли в прошлом году'),
    ],
  ),
  chat(
    'telegram',
    'Артём Кузин',
    1,
    ['/start', '#design', '95', '0', '#later', '#share', '#think'],
    [tag(1, irina, 'новостройка'), task(1, irina, 2, 'Отправить Артёму портфолио по новостройкам')],
  ),
  chat(
    'telegram',
    'Ольга Верещагина',
    2,
    ['/start instagram', '#flat', '47', '600 000', '#soon', '#share', '#think'],
    [
      write(
        2,
        oleg,
        'Ольга, добрый день! В такой бюджет хорошо укладывается косметический ремонт. Показать пример с ценами?',
      ),
      says(2, 'Да, покажите пожалуйста'),
      write(2, oleg, 'Отправил вам на почту смету похожей квартиры, 46 м² за 640 тысяч. Посмотрите, завтра спишемся.'),
      task(2, oleg, 0, 'Узнать, посмотрела ли Ольга смету'),
    ],
  ),
  chat(
    'whatsapp',
    'Иван Крылов',
    3,
    ['привет', '#flat', '110', '3 500 000', '#later', '#share', '#human'],
    [
      write(3, irina, 'Иван, здравствуйте! Меня зовут Ирина, я веду большие объекты. О чём хотели спросить?'),
      says(3, 'Хочу понять, делаете ли вы без выезда из квартиры. У нас двое детей'),
      write(3, irina, 'Делаем по комнатам: дольше на месяц, зато можно жить. Приедем посмотреть?'),
      note(3, irina, 'Двое детей, жить будут в квартире. Считать поэтапно.'),
      task(2, irina, 1, 'Согласовать с Иваном день замера'),
    ],
  ),
  call(
    oleg,
    { name: 'Лариса Фомина', email: 'fomina.l@example.com', variables: { город: 'Москва' } },
    4,
    {
      name: 'Ремонт двушки, 58 м²',
      amount: 1_100_000,
      place: [sales, 'Квалификация'],
      variables: { площадь: 58, бюджет: 1_200_000, источник: 'Рекомендация' },
      tags: ['рекомендация'],
    },
    [
      note(4, oleg, 'Пришла от Коваленко, ремонт которых мы закончили летом. Хочет такую же кухню.'),
      task(3, oleg, -1, 'Отправить Ларисе примеры кухонь'),
    ],
  ),
  chat(
    'telegram',
    'Максим Рудин',
    6,
    ['/start avito', '#flat', '33', '500 000', '#now', '#share'],
    [task(6, marina, -3, 'Дозвониться до Максима')],
  ),
  form(
    'Форма на сайте',
    { name: 'Студия «Пион»', email: 'pion@example.com' },
    8,
    {
      name: 'Салон красоты, 70 м²',
      variables: { площадь: 70, бюджет: 2_500_000, источник: 'Сайт' },
      tags: ['сайт', 'коммерция'],
    },
    [
      value(7, irina, 2_300_000),
      toQualified(7, irina),
      note(7, irina, 'Помещение на первом этаже, нужна отдельная вентиляция. Открыться хотят к весне.'),
      task(6, irina, 3, 'Получить от «Пиона» план БТИ'),
    ],
  ),
  chat('telegram', 'Вера Николаева', 15, ['Добрый вечер!', '#room', '12', '350 000', '#later', '#share', '#think']),
];

const offered: Story[] = [
  chat('telegram', 'Сергей Нестеров', 0.7, [
    '/start',
    '#flat',
    '62',
    '1 500 000',
    '#soon',
    '#share',
    '#measure',
    'завтра',
  ]),
  chat(
    'telegram',
    'Марат Галиев',
    2,
    ['Здравствуйте', '#flat', '74', '1 800 000', '#now', '#share', '#measure', 'завтра'],
    [
      write(2, irina, 'Марат, здравствуйте! Замерщик Антон будет завтра в 12:00. Удобно?'),
      says(2, 'Да, жду. Домофон 48'),
      done(1, irina),
      note(1, irina, 'Замер сделан. Стены кривые, закладываем выравнивание.'),
      value(1, irina, 1_560_000),
      task(1, irina, 0, 'Отправить смету Марату', 'high'),
    ],
  ),
  chat(
    'whatsapp',
    'Елена Бутусова',
    4,
    ['Добрый день', '#room', '7', '300 000', '#now', '#share', '#measure', 'послезавтра'],
    [
      done(2, oleg),
      value(2, oleg, 268_000),
      write(2, oleg, 'Елена, смета готова: 268 000 ₽ с материалами, срок 18 рабочих дней. Отправил файл на почту.'),
      says(2, 'Спасибо! Муж вечером посмотрит, завтра отвечу'),
      task(2, oleg, 1, 'Узнать решение по смете'),
    ],
  ),
  chat(
    'telegram',
    'Ксения Жданова',
    6,
    ['/start vk', '#design', '88', '400 000', '#soon', '#share', '#measure', 'завтра'],
    [
      done(5, irina),
      value(4, irina, 308_000),
      write(
        4,
        irina,
        'Ксения, вот состав проекта: планировка, 3D по комнатам, чертежи и подбор мебели. 308 000 ₽, пять недель.',
      ),
      says(4, 'А можно без мебели?'),
      write(4, irina, 'Можно, тогда 264 000 ₽. Пересчитать?'),
      says(4, 'Я подумаю до конца недели'),
      task(3, irina, 2, 'Спросить Ксению про мебель'),
    ],
  ),
  call(
    irina,
    { name: 'Андрей Поляков', email: 'a.polyakov@example.com', variables: { город: 'Одинцово' } },
    10,
    {
      name: 'Таунхаус, 140 м²',
      amount: 4_200_000,
      place: [sales, 'Квалификация'],
      variables: { площадь: 140, бюджет: 4_500_000, источник: 'Рекомендация' },
      tags: ['рекомендация', 'крупный'],
    },
    [
      assign(9, irina, owner),
      toOffer(7, owner),
      note(7, owner, 'Смотрит ещё двух подрядчиков. Для него важен график оплат по этапам.'),
      task(3, owner, 0, 'Прислать Андрею график оплат', 'high'),
    ],
  ),
  chat(
    'telegram',
    'Инна Ярцева',
    11,
    ['/start instagram', '#flat', '44', '900 000', '#soon', '#share', '#measure', 'завтра'],
    [
      done(10, marina),
      value(9, marina, 870_000),
      write(9, marina, 'Инна, смету отправила: 870 000 ₽. Первый этап можно начать через десять дней.'),
      says(9, 'Получила, спасибо. Сейчас в отпуске, вернусь к вам после пятого'),
      task(9, marina, 5, 'Написать Инне после отпуска'),
    ],
  ),
  chat(
    'whatsapp',
    'Константин Белый',
    17,
    ['Здравствуйте', '#flat', '90', '1 500 000', '#soon', '#share', '#measure', 'завтра'],
    [
      done(15, oleg),
      value(14, oleg, 1_720_000),
      note(14, oleg, 'Смета вышла дороже ожиданий. Просил убрать тёплый пол, пересчитать.'),
      task(13, oleg, -5, 'Пересчитать смету без тёплого пола'),
    ],
  ),
];

const contracted: Story[] = [
  chat(
    'telegram',
    'Алексей Громов',
    13,
    ['/start', '#flat', '57', '1 300 000', '#now', '#share', '#measure', 'завтра'],
    [
      done(12, irina),
      value(10, irina, 1_180_000),
      write(10, irina, 'Алексей, смета: 1 180 000 ₽, срок 75 дней. Цена по договору не меняется.'),
      says(10, 'Устраивает. Когда можем подписать?'),
      toContract(8, irina),
      date(8, irina, 'начало_работ', 6),
      task(2, irina, 1, 'Встреча с Алексеем: подписать договор', 'high'),
    ],
  ),
  chat(
    'whatsapp',
    'Надежда Осипова',
    16,
    ['Добрый день', '#room', '6', '280 000', '#now', '#share', '#measure', 'завтра'],
    [
      done(15, oleg),
      value(14, oleg, 254_000),
      toContract(5, oleg),
      date(5, oleg, 'начало_работ', 4),
      note(5, oleg, 'Паспортные данные прислала, договор у юриста.'),
      task(4, oleg, 0, 'Забрать договор у юриста'),
    ],
  ),
  call(
    irina,
    { name: 'Кафе «Липа»', email: 'lipa@example.com', variables: { город: 'Москва' } },
    24,
    {
      name: 'Ремонт кафе, 110 м²',
      amount: 3_900_000,
      place: [sales, 'Квалификация'],
      variables: { площадь: 110, бюджет: 4_000_000, источник: 'Звонок' },
      tags: ['коммерция', 'крупный'],
    },
    [
      assign(20, irina, owner),
      toOffer(19, owner),
      value(15, owner, 3_760_000),
      toContract(9, owner),
      date(9, owner, 'начало_работ', 12),
      note(9, owner, 'Работать можно только ночью, арендодатель согласен. Внесли в договор.'),
      task(8, owner, -2, 'Получить от «Липы» реквизиты'),
    ],
  ),
  chat(
    'telegram',
    'Глеб Устинов',
    20,
    ['/start avito', '#flat', '39', '800 000', '#soon', '#share', '#measure', 'завтра'],
    [
      done(18, marina),
      value(16, marina, 745_000),
      toContract(4, marina),
      date(4, marina, 'начало_работ', 9),
      write(4, marina, 'Глеб, договор отправила. Посмотрите, пожалуйста, пункт про материалы.'),
      says(4, 'Всё хорошо, подпишу в субботу'),
      task(3, marina, 3, 'Забрать у Глеба подписанный договор'),
    ],
  ),
];

const closed: Story[] = [
  chat(
    'telegram',
    'Мария Ефимова',
    44,
    ['/start', '#flat', '51', '1 200 000', '#now', '#share', '#measure', 'завтра'],
    [
      done(42, irina),
      value(40, irina, 1_050_000),
      write(40, irina, 'Мария, смета готова: 1 050 000 ₽. Если начнём с понедельника, успеем к Новому году.'),
      says(40, 'Отлично, давайте начинать!'),
      toContract(38, irina),
      win(35, irina),
      anotherDeal(3, marina, { name: 'Скрипит дверь в детской', place: [service, 'Заявка'], tags: ['гарантия'] }),
      task(3, marina, 0, 'Договориться с Марией о времени мастера'),
    ],
  ),
  chat(
    'whatsapp',
    'Станислав Вольский',
    41,
    ['Здравствуйте', '#room', '8', '350 000', '#now', '#share', '#measure', 'завтра'],
    [
      done(39, oleg),
      value(37, oleg, 318_000),
      toContract(36, oleg),
      win(33, oleg),
      note(33, oleg, 'Аванс 30 % поступил. Начинаем в понедельник.'),
    ],
  ),
  chat(
    'telegram',
    'Дарья Мельник',
    38,
    ['/start vk', '#design', '64', '250 000', '#soon', '#share', '#measure', 'завтра'],
    [done(36, irina), value(34, irina, 224_000), toContract(30, irina), win(27, irina)],
  ),
  call(
    oleg,
    { name: 'Семья Коваленко', email: 'kovalenko@example.com', variables: { город: 'Мытищи' } },
    45,
    {
      name: 'Кухня и коридор, 24 м²',
      amount: 620_000,
      place: [sales, 'Предложение'],
      variables: { площадь: 24, бюджет: 650_000, источник: 'Рекомендация' },
      tags: ['рекомендация'],
    },
    [
      toContract(41, oleg),
      win(36, oleg),
      note(20, oleg, 'Сдали объект на два дня раньше. Обещали рекомендовать друзьям.'),
      anotherDeal(2, oleg, { name: 'Заменить смеситель', amount: 6_500, place: [service, 'Выезд назначен'] }),
      task(2, oleg, 1, 'Сантехник у Коваленко в 14:00'),
    ],
  ),
  chat(
    'telegram',
    'Никита Савин',
    33,
    ['Добрый день', '#flat', '68', '1 600 000', '#now', '#share', '#measure', 'завтра'],
    [done(31, marina), value(29, marina, 1_390_000), toContract(25, marina), win(21, marina)],
  ),
  chat(
    'telegram',
    'Полина Зуева',
    29,
    ['/start instagram', '#room', '14', '500 000', '#soon', '#share', '#measure', 'завтра'],
    [
      done(27, oleg),
      value(26, oleg, 432_000),
      toContract(20, oleg),
      win(14, oleg),
      anotherDeal(1, marina, { name: 'Подкрасить потолок после протечки', amount: 18_000, place: [service, 'Заявка'] }),
    ],
  ),
  call(
    irina,
    { name: 'Пекарня «Корж»' },
    40,
    {
      name: 'Зал пекарни, 45 м²',
      amount: 1_250_000,
      place: [sales, 'Предложение'],
      variables: { площадь: 45, источник: 'Звонок' },
      tags: ['коммерция'],
    },
    [
      toContract(34, irina),
      win(28, irina),
      anotherDeal(8, irina, { name: 'Плановый осмотр вытяжки', amount: 12_000, place: [service, 'Заявка'] }),
      toVisit(6, irina),
      toWork(1, irina),
    ],
  ),
  chat(
    'telegram',
    'Руслан Хасанов',
    26,
    ['/start avito', '#flat', '42', '900 000', '#soon', '#share', '#measure', 'завтра'],
    [
      done(24, marina),
      value(23, marina, 815_000),
      write(23, marina, 'Руслан, получилось 815 000 ₽ вместе с черновыми материалами.'),
      says(23, 'Спасибо, но другие предложили 690. Мы с ними'),
      lose(22, marina, 'Выбрали другого'),
    ],
  ),
  chat(
    'telegram',
    'Зоя Климова',
    31,
    ['/start', '#flat', '85', '600 000', '#soon', '#share', '#think'],
    [says(26, '#no')],
  ),
  chat(
    'whatsapp',
    'Эдуард Лапин',
    36,
    ['Здравствуйте', '#flat', '120', '1 000 000', '#now', '#share', '#measure', 'завтра'],
    [
      done(34, irina),
      value(33, irina, 2_350_000),
      lose(30, irina, 'Дорого'),
      note(30, irina, 'Вернуться весной: хочет сделать сначала одну спальню.'),
    ],
  ),
  call(
    marina,
    { name: 'Тамара Ивановна' },
    28,
    { name: 'Обои в комнате, 16 м²', amount: 38_000, variables: { площадь: 16, источник: 'Звонок' } },
    [
      note(28, marina, 'Нужны только обои, мы за такое не берёмся. Посоветовала мастера Юру.'),
      lose(28, marina, 'Передумал'),
    ],
  ),
  chat(
    'telegram',
    'Филипп Астахов',
    23,
    ['/start vk', '#flat', '50', '1 000 000', '#soon', '#share'],
    [task(22, oleg, -20, 'Позвонить Филиппу'), done(20, oleg), lose(16, oleg, 'Не отвечает')],
  ),
  chat('telegram', 'Быстрые Деньги', 19, ['Займы под 1% всем! Переходите по ссылке'], [archive(19, marina, 'Спам')]),
  form('Форма на сайте', { name: 'Мария Ефимова (сайт)' }, 43, { name: 'Ремонт двушки', tags: ['сайт'] }, [
    archive(43, irina, 'Дубль'),
  ]),
  call(oleg, { name: 'Борис Ильич' }, 21, { name: 'Вывоз мусора' }, [archive(21, oleg, 'Не по адресу')]),
  chat(
    'telegram',
    'Лев Корнеев',
    30,
    ['/start', '#room', '9', '400 000', '#later', '#share'],
    [
      lose(25, oleg, 'Передумал'),
      restore(7, oleg),
      note(7, oleg, 'Написал сам: соседи залили ванную, теперь ремонт нужен срочно.'),
      value(5, oleg, 365_000),
      toOffer(5, oleg),
      task(4, oleg, 0, 'Позвонить Льву: выбрать плитку'),
    ],
  ),
];

const aftercare: Story[] = [
  call(
    marina,
    { name: 'Галина Петровна Сомова' },
    6,
    {
      name: 'Подтекает кран на кухне',
      amount: 4_500,
      place: [service, 'Заявка'],
      tags: ['срочно'],
    },
    [toVisit(5, marina), task(5, marina, 0, 'Напомнить мастеру про кран Сомовой')],
  ),
  form(
    'Форма на сайте',
    { name: 'Илья Дроздов', email: 'drozdov@example.com' },
    4,
    {
      name: 'Регулировка окон, 5 створок',
      amount: 9_000,
      place: [service, 'Заявка'],
      tags: ['гарантия'],
    },
    [toVisit(3, oleg), toWork(1, oleg)],
  ),
  call(
    oleg,
    { name: 'ТСЖ «Заречье»', email: 'zarechye@example.com' },
    14,
    {
      name: 'Ремонт подъезда № 2',
      amount: 340_000,
      place: [service, 'Заявка'],
      tags: ['коммерция'],
    },
    [toVisit(11, oleg), toWork(4, oleg), task(3, oleg, 4, 'Сдать подъезд комиссии ТСЖ')],
  ),
];

const unsorted: Story[] = [
  form(
    'Форма на сайте',
    { name: 'Оксана Рябова' },
    26,
    { name: 'Балкон, 6 м²', variables: { площадь: 6, источник: 'Сайт' } },
    [],
    'no_pipeline',
  ),
  form(
    'Форма на сайте',
    { name: 'Егор Власов', email: 'vlasov@example.com' },
    3,
    { name: 'Детская, 15 м²', variables: { площадь: 15, источник: 'Сайт' }, tags: ['сайт'] },
    [],
    'off',
  ),
  form(
    'Форма на сайте',
    { name: 'Римма Талипова' },
    2,
    { name: 'Гардеробная', variables: { источник: 'Сайт' }, tags: ['сайт'] },
    [],
    'off',
  ),
  chat('whatsapp', 'Вячеслав', 2, ['Добрый день! Вы в Мытищах работаете?'], [], { intake: 'off' }),
  chat('telegram', 'Жанна Котова', 1, ['/start avito'], [], { intake: 'off' }),
];

/** One human being in two messengers: linked, and waiting to be. */
const merged: Story[] = [
  chat('whatsapp', 'Тимур А.', 0.16, ['Здравствуйте, я вам писал в Телеграм', '#flat']),
  chat(
    'telegram',
    'Регина Лаврова',
    7,
    ['/start', '#flat', '59', '1 300 000', '#soon', '#share'],
    [link(4, irina, 'Регина (рабочий)'), assign(3, irina, oleg), task(2, oleg, 2, 'Созвониться с Региной по смете')],
  ),
  chat('whatsapp', 'Регина (рабочий)', 5, ['Добрый день! Это Регина, пишу с рабочего', '#flat', '59']),
];

export const russianDemo: Demo = {
  flowFile: 'sales.ru.yaml',
  phoneOf: (number) => `+7999000${String(number + 600).padStart(4, '0')}`,
  fields: [
    { entity: 'deal', key: 'площадь', name: 'Площадь, м²', type: 'number' },
    { entity: 'deal', key: 'бюджет', name: 'Бюджет, ₽', type: 'number' },
    {
      entity: 'deal',
      key: 'источник',
      name: 'Источник',
      type: 'choice',
      options: {
        choices: [
          { value: 'Сайт', color: 'blue' },
          { value: 'Звонок', color: 'orange' },
          { value: 'Рекомендация', color: 'green' },
        ],
      },
    },
    { entity: 'deal', key: 'начало_работ', name: 'Начало работ', type: 'date' },
    { entity: 'contact', key: 'город', name: 'Город', type: 'text' },
  ],
  views: [
    {
      name: 'Просроченные задачи',
      kind: 'list',
      sort: 'next_task',
      filter: { conditions: [{ field: 'next_task', op: 'past' }] },
    },
    {
      name: 'Ничьи',
      kind: 'board',
      filter: { conditions: [{ field: 'responsible', op: 'any_of', value: ['none'] }] },
    },
    {
      name: 'Крупные в работе',
      kind: 'list',
      sort: '-amount',
      filter: {
        conditions: [
          { field: 'status', op: 'any_of', value: ['open'] },
          { field: 'amount', op: 'at_least', value: 100_000_000 },
        ],
      },
    },
  ],
  file: {
    project: {
      name: 'Демо: студия ремонта',
      locale: 'ru',
      timeZone: 'Europe/Moscow',
      country: 'RU',
      settings: { botSilentMinutes: 240 },
    },
    members: [
      { email: 'owner@localhost', name: owner, role: 'owner' },
      { email: 'irina@example.com', name: irina, role: 'editor' },
      { email: 'oleg@example.com', name: oleg, role: 'operator' },
      { email: 'marina@example.com', name: marina, role: 'operator' },
    ],
    pipelines: [
      {
        name: sales,
        currency: 'RUB',
        stages: [
          { name: 'Новый лид', color: 'blue' },
          { name: 'Квалификация', color: 'cyan' },
          { name: 'Предложение', color: 'violet' },
          { name: 'Договор', color: 'green', requiredFields: ['amount'] },
        ],
        settings: {
          cardFields: ['contact', 'amount', 'responsible', 'channel', 'next_task', 'tags', 'time_in_stage'],
          cardVariables: ['площадь', 'бюджет', 'начало_работ'],
          rottingDays: 7,
        },
      },
      {
        name: service,
        currency: 'RUB',
        stages: [
          { name: 'Заявка', color: 'orange' },
          { name: 'Выезд назначен', color: 'yellow' },
          { name: 'Выполняем', color: 'teal' },
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
        name: 'Telegram-бот «Уют»',
        imitates: 'telegram',
        phones: [{ id: 'kirill', name: 'Кирилл', phone: '+79990000601' }, anna],
      },
      {
        kind: 'simulator',
        name: 'WhatsApp «Уют»',
        imitates: 'whatsapp',
        phones: [{ id: 'zhenya', name: 'Женя', phone: '+79990000603' }],
      },
    ],
  },
  stories: [...fresh, ...qualified, ...offered, ...contracted, ...closed, ...aftercare, ...unsorted, ...merged],
};
