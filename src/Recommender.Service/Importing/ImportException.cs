using Recommender.Service.Articles;
using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>
/// A source cannot be read completely. The message is one line that says what is wrong and, if possible, what to do. It hides secrets in
/// addresses.
/// </summary>
public sealed class ImportException(string message, Exception? inner = null) : Exception(SecretUrls.Hide(MessageLine.Of(message)), inner)
{
    /// <summary>The failure is unexpected: the log needs its stack trace.</summary>
    internal bool IsUnexpected { get => field || InnerException is ImportException { IsUnexpected: true }; init; }
}
