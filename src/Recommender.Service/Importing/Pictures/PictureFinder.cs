using AngleSharp.Dom;

namespace Recommender.Service.Importing.Pictures;

/// <summary>Finds the first picture of a body that can stand for the article.</summary>
/// <param name="baseUrl">Relative addresses are resolved against it; null if unknown.</param>
internal sealed class PictureFinder(Uri? baseUrl)
{
    private Picture? _real;
    private Picture? _last;

    /// <summary>The best so far; null if there is none.</summary>
    public Picture? Best => _real ?? _last;

    /// <summary>Looks at an element of the body; elements come in document order.</summary>
    public void Look(IElement element)
    {
        if (_real is not null)
        {
            return;
        }

        switch (element.LocalName)
        {
            case "img" or "amp-img" or "video" or "amp-video" or "amp-anim":
                Take(element);
                break;
            case "noscript":
                // The copy of a picture that is loaded by a script.
                foreach (var copy in element.QuerySelectorAll("img, amp-img"))
                {
                    Take(copy);
                }

                break;
        }
    }

    private void Take(IElement element)
    {
        var (rank, picture) = PictureElement.Of(element, baseUrl);
        _real ??= rank == PictureRank.Real ? picture : null;
        _last ??= rank == PictureRank.Last ? picture : null;
    }
}
