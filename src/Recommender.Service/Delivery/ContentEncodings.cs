namespace Recommender.Service.Delivery;

/// <summary>The encodings that an answer can be sent in.</summary>
[Flags]
internal enum ContentEncodings
{
    None = 0,
    Gzip = 1,
    Brotli = 2,
}
