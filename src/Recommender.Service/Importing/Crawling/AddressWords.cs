using System.Collections.Frozen;

namespace Recommender.Service.Importing.Crawling;

/// <summary>Words of addresses that name lists and service pages, in the languages of many sites. Without accents, lower case.</summary>
internal static class AddressWords
{
    /// <summary>A part of a path after which a term follows: the page lists the articles of the term.</summary>
    public static readonly FrozenSet<string> Lists = Set(
        """
        tag tags tagged topic topics category categories cat kategorie kategorien kategoria kategorier kategori kategoriat
        kategorija categoria categorias categorie rubrik rubriken rubrique rubriques rubrica rubriche rubrika rubriki rubric
        seccion secciones etiqueta etiquetas etiquette etiquettes etiketa etiket etiketter emne schlagwort schlagworte
        schlagwoerter schlagworter stichwort stichworte mot-cle mots-cles motscles palabra-clave label labels thema themen
        author authors autor autoren autorzy autori auteur auteurs autore autores forfatter forfattare skribent tekijat yazar
        yazarlar contributor contributors user users profile profiles member members page pages-list seite seiten pagina strona
        stranica sida side sivu sayfa series тег теги метка метки рубрика рубрики категория категории категория-новостей автор
        авторы страница тема темы タグ カテゴリー カテゴリ 著者 標籤 标签 分类 分類 作者 태그 카테고리 저자 وسم تصنيف الكاتب
        """);

    /// <summary>The same, but also the name of a folder of articles: only weak.</summary>
    public static readonly FrozenSet<string> WeakLists = Set(
        """
        archive archives archiv archivo archivos archivio archivos arquivo arquivos arkiv archiwum archief arsiv архив архивы
        アーカイブ 归档 歸檔 아카이브 أرشيف collection collections feed feeds rss atom
        """);

    /// <summary>The whole last part of a path: a page of the service rather than an article.</summary>
    public static readonly FrozenSet<string> Service = Set(
        """
        home index search suche suchen suchergebnisse buscar busca busqueda pesquisa recherche rechercher cerca ricerca zoeken
        sok soek sog haku szukaj wyszukiwarka hledat hladat ara arama kereses cautare iskanje pretraga poisk поиск пошук 検索 搜索
        搜尋 검색 بحث login log-in signin sign-in signup sign-up register registration anmelden anmeldung einloggen registrieren
        registrierung connexion se-connecter inscription iniciar-sesion acceso ingresar registro entrar cadastro accedi accesso
        registrati inloggen logga-in kirjaudu zaloguj logowanie prihlaseni giris kayit vhod вход регистрация 登录 登入 ログイン 로그인
        logout wp-login account my-account konto mein-konto mon-compte mi-cuenta profile profil imprint impressum
        mentions-legales mention-legale aviso-legal nota-legal note-legali informazioni-legali colofon colophon legal
        legal-notice rechtliches kolofon impresum выходные-данные contact contact-us contacts contactus contact-form kontakt
        kontakte kontaktformular nous-contacter contactez-nous contacto contactanos contactar contato contatos fale-conosco
        contatti contattaci contacteer-ons ota-yhteytta yhteystiedot iletisim kapcsolat kontakty kontaktai контакт контакты
        связаться обратная-связь kontaktujte お問い合わせ 联系 联系我们 聯絡我們 문의 اتصل-بنا about about-us aboutus about-me ueber ueber-uns
        uber uber-uns ueber-mich uber-mich wir wer-wir-sind a-propos apropos qui-sommes-nous acerca acerca-de sobre sobre-mi
        sobre-nosotros quienes-somos quem-somos sobre-nos sobre-mim chi-siamo chi-sono over over-ons om om-oss om-os om-mig
        tietoa tietoa-meista meista o-nas o-nama o-mne o-projekte o-proekte hakkinda hakkimizda rolunk despre despre-noi о-нас
        о-проекте обо-мне о-сайте redaktion redaccion redazione redaction redakcja redakce редакция team das-team equipe equipo
        staff について 会社概要 关于 关于我们 關於 關於我們 소개 من-نحن privacy privacy-policy privacypolicy datenschutz datenschutzerklaerung
        datenschutzerklarung confidentialite politique-de-confidentialite vie-privee donnees-personnelles privacidad
        politica-de-privacidad politica-privacidad privacidade politica-de-privacidade riservatezza informativa-privacy
        privacybeleid privacyverklaring integritetspolicy personvern privatlivspolitik tietosuoja tietosuojaseloste
        polityka-prywatnosci ochrana-osobnich-udaju gizlilik gizlilik-politikasi adatvedelem политика-конфиденциальности
        privacy-notice cookie cookies cookie-policy politica-de-cookies プライバシーポリシー 隐私政策 隱私權政策 terms terms-of-use
        terms-of-service terms-and-conditions tos agb nutzungsbedingungen cgu cgv conditions conditions-generales condiciones
        terminos terminos-y-condiciones termos termos-de-uso termini condizioni disclaimer haftungsausschluss voorwaarden
        regulamin vop условия-использования пользовательское-соглашение 利用規約 服务条款 accessibility barrierefreiheit accessibilite
        accesibilidad accessibilita toegankelijkheid sitemap site-map plan-du-site mapa-del-sitio mapa-do-site mappa-del-sito
        карта-сайта サイトマップ newsletter subscribe abonnement abonnieren s-abonner abonnez-vous suscribirse suscripcion suscribete
        assinar iscriviti abbonati abonneren prenumerera unsubscribe abmelden подписка 购読 mediadaten advertise advertising
        werbung werben publicite publicidad pubblicita adverteren reklama reklam реклама anzeigen thank-you thank-you-page
        thankyou thanks danke vielen-dank merci gracias obrigado obrigada grazie bedankt tack kiitos dziekujemy dekujeme спасибо
        tesekkurler ありがとうございました 404 403 500 error not-found offline donate spenden dons faire-un-don donar donacion doar doacao
        donazioni doneer stod-oss lahjoita wesprzyj darovat пожертвовать faq faqs help hilfe aide ayuda ajuda aiuto jobs
        karriere careers links license licence lizenz archive archives archiv archivo archivos archivio arquivo arquivos arkiv
        archiwum archief arsiv архив アーカイブ 归档 歸檔 tags categories kategorien blogroll feed feeds rss atom cart checkout shop
        warenkorb panier carrito carrello authors autoren auteurs autores autori calendar kalender calendrier calendario events
        termine veranstaltungen agenda press presse prensa imprensa stampa
        """);

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
