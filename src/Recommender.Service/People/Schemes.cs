namespace Recommender.Service.People;

/// <summary>The ways to say who one is.</summary>
internal static class Schemes
{
    /// <summary>A key where the request brings one, else the session.</summary>
    public const string SessionOrKey = "SessionOrKey";

    /// <summary>The cookie of somebody who signed in.</summary>
    public const string Session = "Session";

    /// <summary><c>Authorization: Bearer rk_...</c></summary>
    public const string Key = "Key";

    public const string OpenIdConnect = "OpenIdConnect";
}
