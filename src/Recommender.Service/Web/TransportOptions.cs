using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Web;

/// <summary>Transport security. Section <c>Recommender:Transport</c>.</summary>
public sealed class TransportOptions
{
    public const string Section = "Recommender:Transport";

    /// <summary>
    /// How long browsers remember to use https only for this host (Strict-Transport-Security). It is sent over https, also https of a
    /// trusted proxy, and not for localhost. 0 (never sent) to 730 days, default 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "730.00:00:00", ErrorMessage = "Recommender:Transport:Hsts must be from 0 to 730.00:00:00")]
    public TimeSpan Hsts { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Whether that also holds for all subdomains of the host. Default false.</summary>
    public bool HstsSubdomains { get; set; }

    internal string? HstsHeader =>
        Hsts > TimeSpan.Zero ? $"max-age={Hsts.TotalSeconds:0}{(HstsSubdomains ? "; includeSubDomains" : "")}" : null;
}
