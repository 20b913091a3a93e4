namespace Recommender.Service.Importing.Pictures;

/// <summary>Whether a picture can stand for an article.</summary>
internal enum PictureRank
{
    /// <summary>It is none of the article: an emoji, an avatar, a badge, a pixel, a placeholder.</summary>
    Never,

    /// <summary>Only if nothing else is found: a logo, a very small picture.</summary>
    Last,

    Real,
}
