using Recommender.Service.Importing.Pictures;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Tests.Importing.Pictures;

/// <summary>Which picture of a body stands for the article, and where lazy loaders hide it.</summary>
public sealed class BodyPictureTests
{
    private const string Pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

    [Theory]
    [InlineData("<img src='/r.jpg'>")]
    [InlineData("<img src='//blog.example/r.jpg'>")]
    [InlineData($"<img src='{Pixel}' data-src='/r.jpg'>")]
    [InlineData("<img class=lazyload src='/plugins/lazy/placeholder.gif' data-src='/r.jpg'>")]
    [InlineData("<img src='/1x1.png' data-lazy-src='/r.jpg'>")]
    [InlineData("<img src='/themes/x/loading.svg' data-original='/r.jpg'>")]
    [InlineData("<img src='/blank.gif' nitro-lazy-src='/r.jpg'>")]
    [InlineData("<img src='/tiny.jpg' data-hi-res-src='/r.jpg'>")]
    [InlineData("<img data-src-medium='/r.jpg'>")]
    [InlineData($"<img src='{Pixel}' data-srcset='/s.jpg 300w, /r.jpg 1024w'>")]
    [InlineData($"<img src='{Pixel}' data-lazy-srcset='/s.jpg 300w,/r.jpg 1200w, /x.jpg 4000w'>")]
    [InlineData($"<img class=lazy src='{Pixel}'><noscript><img src='/r.jpg'></noscript>")]
    [InlineData("<noscript><img src='/r.jpg'></noscript>")]
    [InlineData("<img srcset='/s.jpg 300w, /r.jpg 1024w' sizes=100vw>")]
    [InlineData("<picture><source srcset='/r.webp' type=image/webp><img data-original='/r.jpg'></picture>")]
    [InlineData("<picture><source srcset='/s.jpg 320w, /r.jpg 1280w'><img alt=''></picture>")]
    [InlineData("<amp-img src='/r.jpg' width=800 height=600></amp-img>")]
    [InlineData("<video poster='/r.jpg'><source src='/r.mp4'></video>")]
    [InlineData("<amp-video poster='/r.jpg'></amp-video>")]
    public void A_picture_is_found_in_whatever_hides_it(string before) =>
        Assert.Equal("https://blog.example/r.jpg", Find($"{before}<p>Words.</p>")?.Url);

    [Theory]
    [InlineData("<img src='https://s.w.org/images/core/emoji/15.0.3/72x72/1f389.png' class=wp-smiley>")]
    [InlineData("<img src='https://cdn.example/twemoji/1f389.svg' alt='!'>")]
    [InlineData("<img class=emoji src='/e.png'>")]
    [InlineData("<img src='/smilies/smile.gif'>")]
    [InlineData("<img src='https://ci.example/badge.svg' width=90 height=20>")]
    [InlineData("<img src='https://img.shields.io/npm/v/x'>")]
    [InlineData("<div class=author><img src='/ann.jpg' width=48 height=48></div>")]
    [InlineData("<div class='author-box'><p><a href=/ann><img src='/ann.jpg'></a></p></div>")]
    [InlineData("<img class='avatar avatar-96' src='/ann.jpg'>")]
    [InlineData("<img src='https://secure.gravatar.com/avatar/abc?s=48'>")]
    [InlineData("<img src='https://stats.example/p.gif?x=1' height=1 width=1px>")]
    [InlineData("<img src='https://stats.example/c' style='width:1px;height:1px'>")]
    [InlineData("<img src='https://stats.example/c' style='display:none'>")]
    [InlineData("<img src='https://pixel.wp.com/b.gif?host=x'>")]
    [InlineData("<img src='http://feeds.feedburner.com/~r/x/~4/y' height=1>")]
    [InlineData("<img src='https://ad.doubleclick.net/x'>")]
    [InlineData("<img src='/img/spacer.gif'>")]
    [InlineData("<img src='/img/transparent.png'>")]
    [InlineData("<img src='/img/ajax-loader.gif'>")]
    [InlineData("<img src='/sprite.svg'>")]
    [InlineData("<div class=sharedaddy><a href=x><img src='/s/fb.png'></a></div>")]
    [InlineData("<img src='/icons/pdf.png' width=16 height=16>")]
    [InlineData("<img class=site-logo src='/head.png'>")]
    [InlineData($"<img src='{Pixel}'>")]
    [InlineData("<svg><image href='/x.jpg'></image></svg>")]
    public void What_does_not_show_the_article_is_passed_over(string before)
    {
        Assert.Equal("https://blog.example/r.jpg", Find($"<p>{before}</p><p>Words. <img src='/r.jpg'></p>")?.Url);
    }

    [Theory]
    [InlineData("/2026/loading-dock-of-the-new-harbour.jpg")]
    [InlineData("/2026/placeholder-names-in-law.jpg")]
    [InlineData("/2026/IMG_2041.png")]
    [InlineData("/i/1f389.jpeg")]
    [InlineData("/_next/image?url=%2Fa.jpg&w=1200&q=75")]
    [InlineData("/photo.php?id=7")]
    public void A_photograph_is_known_by_no_word_of_its_name(string url) =>
        Assert.Equal("https://blog.example" + url, Find($"<img src='{url}'><img src='/r.jpg'>")?.Url);

    [Theory]
    [InlineData("<img src='/r.jpg' width=800 height=600>", 800, 600)]
    [InlineData("<img src='/r.jpg' width='640px'>", 640, null)]
    [InlineData("<img src='/r.jpg' width='100%' height=auto>", null, null)]
    [InlineData("<img src='/s.jpg' width=400 height=300 srcset='/s.jpg 400w, /r.jpg 1200w'>", 1200, 900)]
    [InlineData("<img data-srcset='/s.jpg 300w, /r.jpg 900w'>", 900, null)]
    public void The_size_is_kept_if_it_is_stated(string body, int? width, int? height) =>
        Assert.Equal(new Picture("https://blog.example/r.jpg", width, height), Find(body));

    [Fact]
    public void A_body_without_pictures_has_none() => Assert.Null(Find("<p>Words</p><img src='/blank.gif'><img src='cid:1'>"));

    private static Picture? Find(string html) => ArticleText.Of(html, new Uri("https://blog.example/post/1")).Image;
}
