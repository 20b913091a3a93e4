using AngleSharp.Html.Dom;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Pictures;

namespace Recommender.Service.Importing.Pages;

/// <summary>Finds the picture that a page states for itself.</summary>
internal static class PagePictures
{
    // Of the sizes of one picture, the widest up to this is taken, in pixels.
    private const int Wide = 2_500;
    private const int MostElements = 50;

    /// <returns>The picture, and one that is used only if the text has none; null if there is none.</returns>
    public static (Picture? Stated, string? Last) Of(
        IHtmlDocument page, PageMetas metas, LinkedArticle? linked, LinkedNodes nodes, Uri? baseUrl)
    {
        string? last = null;
        foreach (var picture in Candidates(page, metas, linked, nodes, baseUrl))
        {
            var url = WebUrl.Parse(picture.Url, baseUrl);
            var rank = url is null ? PictureRank.Never : IsPixel(picture) ? PictureRank.Never : PictureUrls.RankOf(url);
            if (rank == PictureRank.Real)
            {
                return (picture with { Url = url!.AbsoluteUri }, last);
            }

            last ??= rank == PictureRank.Last ? url!.AbsoluteUri : null;
        }

        return (null, last);
    }

    private static bool IsPixel(Picture picture) => picture.Width <= 2 || picture.Height <= 2;

    private static IEnumerable<Picture> Candidates(
        IHtmlDocument page, PageMetas metas, LinkedArticle? linked, LinkedNodes nodes, Uri? baseUrl)
    {
        var webPage = nodes.Typed("WebPage", "ItemPage");
        return OpenGraph(metas)
            .Concat(Largest(linked?.Pictures ?? []))
            .Concat(metas.All("twitter:image").Concat(metas.All("twitter:image:src")).Select(url => new Picture(url)))
            .Concat(Largest([.. LinkedArticle.PicturesOf(webPage?.Member("primaryImageOfPage") ?? webPage?.Member("image"), nodes)]))
            .Concat(Marked(page, baseUrl))
            .Concat(metas.All("parsely-image-url").Concat(metas.All("sailthru.image.full")).Concat(metas.All("thumbnail"))
                .Select(url => new Picture(url)));
    }

    // The size follows the address.
    private static List<Picture> OpenGraph(PageMetas metas)
    {
        var pictures = new List<Picture>();
        foreach (var (name, value) in metas.InOrder)
        {
            switch (name.ToLowerInvariant())
            {
                case "og:image":
                    pictures.Add(new Picture(value));
                    break;
                // The same picture again, as a rule.
                case "og:image:url" or "og:image:secure_url" when pictures.Count == 0:
                    pictures.Add(new Picture(value));
                    break;
                case "og:image:width" when pictures.Count > 0:
                    pictures[^1] = pictures[^1] with { Width = Picture.Size(PictureElement.Pixels(value)) };
                    break;
                case "og:image:height" when pictures.Count > 0:
                    pictures[^1] = pictures[^1] with { Height = Picture.Size(PictureElement.Pixels(value)) };
                    break;
            }
        }

        return pictures;
    }

    // JSON-LD lists the same picture in several formats and sizes.
    private static IEnumerable<Picture> Largest(IReadOnlyList<Picture> pictures) =>
        pictures.OrderByDescending(picture => picture.Width <= Wide ? picture.Width : 0);

    private static IEnumerable<Picture> Marked(IHtmlDocument page, Uri? baseUrl)
    {
        foreach (var element in page.QuerySelectorAll(
            "link[rel~=image_src][href], link[itemprop~=image][href], meta[itemprop~=image][content], img[itemprop~=image], "
            + "[itemprop~=image] img, article img.wp-post-image, .post-thumbnail img, .featured-image img").Take(MostElements))
        {
            if (element.LocalName != "img")
            {
                yield return new Picture(element.GetAttribute("href") ?? element.GetAttribute("content")!);
            }
            else if (PictureElement.Of(element, baseUrl) is (PictureRank.Real, { } picture))
            {
                yield return picture;
            }
        }
    }
}
