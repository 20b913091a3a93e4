namespace Recommender.Service.People;

/// <summary>The authentication schemes.</summary>
internal static class Schemes
{
    /// <summary>API key if the request has one, otherwise the session.</summary>
    public const string SessionOrKey = "SessionOrKey";

    /// <summary>Session cookie of a signed-in person.</summary>
    public const string Session = "Session";

    /// <summary><c>Authorization: Bearer rk_...</c></summary>
    public const string Key = "Key";

    public const string OpenIdConnect = "OpenIdConnect";
}
