using System.Text;
using Microsoft.AspNetCore.Http;
using Recommender.Service.Web;
using StandardWebhooks;

namespace Recommender.Service.Tests.Web;

/// <summary>Signatures beside those of another implementation of Standard Webhooks.</summary>
public sealed class WebhookSignatureTests
{
    private const string Body = "{\"event\":\"publish\",\"title\":\"Größe\"}";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void Ours_and_theirs_are_the_same()
    {
        using var request = new HttpRequestMessage();
        WebhookSignature.AddTo(request.Headers, "msg_1", TestArticles.Now, Encoding.UTF8.GetBytes(Body), Secret);

        Assert.Equal(
            new StandardWebhook(Secret).Sign("msg_1", TestArticles.Now, Body),
            request.Headers.GetValues(WebhookSignature.SignatureHeader).Single());
    }

    [Theory]
    [InlineData("v1,{0}", true)]
    [InlineData("v1a,AAAA v1,{0}", true)]
    [InlineData("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= v1,{0}", true)]
    [InlineData("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", false)]
    public void One_valid_signature_of_a_list_is_enough(string list, bool holds)
    {
        var right = new StandardWebhook(Secret).Sign("msg_1", TestArticles.Now, Body)["v1,".Length..];

        Assert.Equal(holds, Parse(list.Replace("{0}", right, StringComparison.Ordinal))!
            .Holds(Encoding.UTF8.GetBytes(Body), ["another secret, as text, of somebody", Secret]));
    }

    [Theory]
    [InlineData("v1,AAAA")]
    [InlineData("v2,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("t=1780315200,v1=00")]
    public void A_header_without_a_signature_of_this_version_is_not_one(string list) => Assert.Null(Parse(list));

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("a text of twenty-four characters", true)]
    [InlineData("short", false)]
    [InlineData("whsec_c2hvcnQ=", false)]
    [InlineData("whsec_this is not base64, however long", false)]
    public void A_secret_is_text_or_base64_and_long_enough(string secret, bool isValid) =>
        Assert.Equal(isValid, WebhookSecret.IsValid(secret));

    private static WebhookSignature? Parse(string list) => WebhookSignature.Parse(new HeaderDictionary
    {
        [WebhookSignature.IdHeader] = "msg_1",
        [WebhookSignature.TimeHeader] = TestArticles.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        [WebhookSignature.SignatureHeader] = list,
    });
}
