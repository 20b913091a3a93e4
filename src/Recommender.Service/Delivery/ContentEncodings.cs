namespace Recommender.Service.Delivery;

/// <summary>The supported content encodings.</summary>
[Flags]
internal enum ContentEncodings
{
    None = 0,
    Gzip = 1,
    Brotli = 2,
}
