// Twelve pages that look like real hosts of a block: their typical markup and style sheets, with a place for the block.

const lines = {
  en: ['The town council met on Tuesday evening to hear the report on the roof of the Admiral, the old theatre by the harbour.',
    'Engineers found rot in four of the nine trusses. The repair is expected to take until the spring, and to cost more than planned.',
    'The season goes on in a warehouse at the north quay, where the company has built a stage from borrowed scaffolding.'],
  ar: ['اجتمع مجلس المدينة مساء الثلاثاء للاستماع إلى التقرير عن سقف المسرح القديم عند الميناء.',
    'وجد المهندسون تلفا في أربع من الدعامات التسع، ومن المتوقع أن يستمر الإصلاح حتى الربيع.'],
  he: ['מועצת העיר התכנסה ביום שלישי בערב כדי לשמוע את הדוח על גג התיאטרון הישן ליד הנמל.',
    'המהנדסים מצאו ריקבון בארבע מתוך תשע הקורות. התיקון צפוי להימשך עד האביב.'],
  ja: ['町議会は火曜日の夜に開かれ、港のそばにある古い劇場の屋根についての報告を聞いた。',
    '技術者は九本の梁のうち四本に腐食を見つけた。修理は春までかかる見込みである。'],
};
const text = (language, times = 4) => Array.from({ length: times }, (_, i) => `<p>${lines[language][i % lines[language].length]}</p>`).join('\n');

const page = ({ language = 'en', dir = '', css, body, canonical }) => `<!DOCTYPE html>
<html lang="${language}"${dir && ` dir="${dir}"`}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Host</title><link rel="canonical" href="${canonical}"><style>${css}</style>
<script async src="SERVICE/embed.js"></script></head>
<body>${body}</body></html>`;

const sample = 'https://courier.example/admiral-roof-approved';
const place = (attributes = 'fallback="true"', site = 'default') => `<recommender-block site="${site}" ${attributes}></recommender-block>`;

export const pages = {
  magazine: page({ canonical: sample, css: `
    body{margin:0;font:20px/1.6 Charter,Georgia,serif;color:#1d1d1b;background:#fffdf8} header{padding:18px 4vw;border-bottom:1px solid #ddd;
    font:700 22px "Didot","Bodoni 72",Georgia,serif;letter-spacing:.14em} main{max-width:680px;margin:0 auto;padding:0 20px}
    h1{font:400 44px/1.1 "Didot","Bodoni 72",Georgia,serif} .wide{max-width:1180px;margin:0 auto;padding:0 20px} footer{padding:40px 4vw;background:#1d1d1b;color:#fff}`,
    body: `<header>THE QUAY</header><main><article><h1>A roof for the Admiral</h1>${text('en')}</article></main>
    <div class="wide">${place()}</div><footer>The Quay, Kestrel Bay</footer>` }),
  newspaper: page({ canonical: sample, css: `
    body{margin:0;font:17px/1.5 Georgia,serif;color:#121212} header{background:#052962;color:#fff;padding:14px 20px;font:700 30px Georgia,serif}
    main{max-width:1140px;margin:auto;padding:0 20px;display:grid;grid-template-columns:minmax(0,620px) 300px;gap:40px}
    h1{font:500 34px/1.15 Georgia,serif;color:#052962} aside{font:14px sans-serif;background:#f6f6f6;padding:12px;margin-top:24px;height:600px}
    @media(max-width:980px){main{display:block}aside{display:none}} h2{border-top:1px solid #052962;padding-top:6px}`,
    body: `<header>The Courier</header><main><div><article><h1>Council approves the new roof of the Admiral</h1>${text('en')}</article>
    ${place()}<section><h2>Comments (3)</h2><p>At last.</p></section></div><aside>Most read</aside></main>` }),
  'twenty-twenty-five': page({ canonical: sample, css: `
    body{margin:0;font:300 1.2rem/1.4 Manrope,system-ui,sans-serif;color:#111;letter-spacing:-.1px} .wp-site-blocks{padding:0 30px}
    .is-layout-constrained>*{max-width:645px;margin-inline:auto} .alignwide{max-width:1340px} h1,h2{font-weight:400;line-height:1.125;letter-spacing:-.1px}
    a:where(:not(.wp-element-button)){color:#111;text-decoration:underline} ul,ol{padding-left:40px} .entry-content li{margin-bottom:1em}`,
    body: `<div class="wp-site-blocks"><main class="is-layout-constrained"><h1>The Admiral gets its roof</h1>
    <div class="entry-content is-layout-constrained">${text('en')}${place()}</div><nav><a href="#">Previous: The ferry</a></nav></main></div>` }),
  casper: page({ canonical: sample, css: `
    html{font-size:62.5%} body{margin:0;font:1.6rem/1.6em system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#15171a} .gh-content{font-family:Georgia,serif;font-size:2rem}
    main{display:grid;grid-template-columns:[full-start] minmax(4vmin,auto) [main-start] min(720px,calc(100% - 8vmin)) [main-end] minmax(4vmin,auto) [full-end]}
    main>*{grid-column:main} h1{font-size:clamp(3.2rem,5vw,5.2rem);line-height:1.05;font-weight:800} a{color:#ff1a75}`,
    body: `<main><h1>A new roof</h1><div class="gh-content">${text('en')}</div>${place()}<footer>Published with Ghost</footer></main>` }),
  blogger: page({ canonical: sample, css: `
    body{font:normal normal 13px Arial,Tahoma,Helvetica,sans-serif;color:#222;background:#e7f0f7;margin:0} .content{max-width:900px;margin:20px auto;background:#fff;padding:10px}
    .main{width:62%;float:left} .sidebar{margin-left:66%} a:link{text-decoration:none;color:#2288bb} h3,h2{font:normal bold 22px Arial} .post-body img{padding:5px;border:1px solid #eee;box-shadow:1px 1px 5px rgba(0,0,0,.1)}
    .post-body{font-size:110%;line-height:1.4} .post-body ul{padding:0 2.5em;margin:.5em 0;line-height:1.4} @media(max-width:600px){.main{width:auto;float:none}.sidebar{display:none}}`,
    body: `<div class="content"><div class="main"><div class="post hentry"><h3 class="post-title">The roof of the Admiral</h3><div class="post-body">${text('en')}
    </div><div class="post-footer">${place()}</div></div></div><div class="sidebar"><h2>About me</h2><p>I live by the harbour.</p></div><br style="clear:both"></div>` }),
  docs: page({ canonical: sample, css: `
    body{margin:0;font:16px/1.65 Inter,system-ui,sans-serif;color:#1c1e21;display:grid;grid-template-columns:260px 1fr} nav{border-right:1px solid #ddd;padding:20px;font-size:14px}
    main{padding:24px 40px;max-width:860px;box-sizing:border-box} code{background:#f6f7f8} h1{font-size:2.6rem} @media(max-width:800px){body{display:block}nav{display:none}main{padding:16px}}`,
    body: `<nav>Guides<br>Reference</nav><main><article><h1>Roofs</h1>${text('en')}</article>${place('fallback="true" layout="compact" limit="4"')}</main>` }),
  dark: page({ canonical: sample, css: `
    :root{color-scheme:dark} body{margin:0;background:#0f1115;color:#e6e6e6;font:17px/1.6 "IBM Plex Sans",system-ui,sans-serif} main{max-width:760px;margin:auto;padding:0 16px} h1{color:#fff} a{color:#7cc4ff}`,
    body: `<main><article><h1>Night shift at the Admiral</h1>${text('en')}</article>${place()}<footer>End</footer></main>` }),
  arabic: page({ canonical: 'https://ar.example/1', language: 'ar', dir: 'rtl', css: `
    body{margin:0;font:19px/1.8 "Noto Naskh Arabic","Noto Sans Arabic",serif;color:#1b1b1b} header{background:#7a1f1f;color:#fff;padding:14px 24px;font-size:26px} main{max-width:720px;margin:auto;padding:0 16px} h1{font-weight:700;line-height:1.4}`,
    body: `<header>صحيفة الميناء</header><main><article><h1>سقف جديد للمسرح</h1>${text('ar')}</article>${place('fallback="true"', 'arabic')}</main>` }),
  'hebrew-english': page({ canonical: 'https://he.example/1', language: 'en', css: `
    body{margin:0;font:18px/1.6 system-ui,"Noto Sans Hebrew",sans-serif;color:#222} main{max-width:680px;margin:auto;padding:0 16px}`,
    body: `<main><article dir="rtl"><h1>גג חדש לתיאטרון</h1>${text('he')}</article>${place('fallback="true"', 'hebrew')}</main>` }),
  japanese: page({ canonical: 'https://ja.example/1', language: 'ja', css: `
    body{margin:0;font:16px/1.9 "Noto Sans CJK JP","Noto Sans JP",sans-serif;color:#333} header{border-bottom:3px solid #c00;padding:10px 20px;font-weight:700} main{max-width:700px;margin:auto;padding:0 16px} h1{font-size:26px;line-height:1.5}`,
    body: `<header>港町新聞</header><main><article><h1>劇場の屋根、修理へ</h1>${text('ja')}</article>${place('fallback="true"', 'japanese')}</main>` }),
  narrow: page({ canonical: sample, css: `
    body{margin:0;font:15px/1.5 Verdana,sans-serif;color:#333} main{display:flex;gap:24px;max-width:1100px;margin:auto;padding:0 16px} article{flex:1} .side{width:280px;flex:none}
    @media(max-width:700px){main{display:block}.side{width:auto}}`,
    body: `<main><article><h1>Roof</h1>${text('en', 8)}</article><div class="side">${place()}</div></main>` }),
  'big-type': page({ canonical: sample, css: `
    body{margin:0;font:26px/1.5 "Atkinson Hyperlegible",Verdana,sans-serif;color:#000;background:#fff8e7} main{max-width:900px;margin:auto;padding:0 20px} h1{font-size:52px;line-height:1.1}`,
    body: `<main><article><h1>The roof</h1>${text('en')}</article>${place('fallback="true" limit="4"')}</main>` }),
};

const items = {
  arabic: ['ar', ['ما الذي كشفه تقرير الميناء؟', 'افتتاح خط عبارات جديد بين Kestrel Bay والجزيرة', 'المجلس يناقش ميزانية 2026', 'كيف تعمل المنارة القديمة اليوم', 'سوق السمك يعود إلى الرصيف الشمالي', 'طلاب المدرسة يزرعون 400 شجرة']],
  hebrew: ['he', ['מה גילה הדוח על הנמל?', 'The ferry returns: what changes for commuters', 'המועצה דנה בתקציב 2026', 'איך פועל המגדלור הישן (Old Light) היום', 'שוק הדגים חוזר לרציף', 'Review: "Storm Glass" at the warehouse']],
  japanese: ['ja', ['港の報告書が示したもの', '島への新しいフェリー航路が開設、通勤客の期待高まる', '二〇二六年度予算案を審議', '古い灯台はいま', '魚市場が北埠頭に戻る', '生徒四百本の植樹']],
};
const sections = { ar: 'أخبار', he: 'חדשות', ja: '地域' };

/// The articles of the sites in other languages, in the service's JSON format.
export const articles = Object.fromEntries(Object.entries(items).map(([site, [language, titles]]) => [site, titles.map((title, i) => ({
  id: `${site}-${i}`, url: `https://${language}.example/${i + 1}`, title, html: `<p>${title}. ${lines[language].join(' ')}</p>`, language, section: sections[language],
  published: `2026-0${i + 1}-1${i}T08:00:00Z`, image: i === 2 ? undefined : i === 4 ? 'https://courier.example/images/gone.svg'
    : `https://courier.example/images/${['business-1', 'environment-1', 'x', 'culture-1', 'x', 'sport-1'][i]}.svg`,
}))]));
