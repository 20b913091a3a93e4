using System.Text;
using Microsoft.AspNetCore.Http;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Web;

public sealed class JsonBodyTests
{
    private sealed record Opening(TimeOnly? At, IReadOnlyList<DayOfWeek>? Days);

    private sealed record Desk(string? Name, int? Seats, double? Share, DateTimeOffset? Since, DayOfWeek? Closed, Opening? Opens);

    [Fact]
    public void An_object_is_read_with_nested_values()
    {
        var (desk, error) =
            Read("""{"name":"News","seats":4,"since":"2026-01-31T08:00:00+01:00","opens":{"at":"06:30","days":["monday","friday"]}}""");

        Assert.Null(error);
        Assert.Equal(("News", 4, new TimeOnly(6, 30)), (desk!.Name, desk.Seats, desk.Opens!.At));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], desk.Opens.Days);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 7, 0, 0, TimeSpan.Zero), desk.Since);
    }

    [Theory]
    [InlineData("""{"seats":"four"}""", "seats has the wrong form: a whole number.")]
    [InlineData("""{"seats":4.5}""", "seats has the wrong form: a whole number.")]
    [InlineData("""{"share":"half"}""", "share has the wrong form: a number.")]
    [InlineData("""{"since":"2026-01-31T08:00:00"}""",
        "since has the wrong form: an instant with an offset such as 2026-02-11T06:00:00Z.")]
    [InlineData("""{"closed":"someday"}""", "closed has the wrong form: names of days, monday to sunday.")]
    [InlineData("""{"opens":{"at":"6 am"}}""", "opens.at has the wrong form: a time of day such as 18:30.")]
    [InlineData("""{"opens":{"days":["monday","noday"]}}""",
        "opens.days[1] has the wrong form: names of days, monday to sunday.")]
    [InlineData("""{"chairs":4}""", "Unknown field 'chairs'; the fields are name, seats, share, since, closed, opens.")]
    [InlineData("""[]""", "A JSON object is required.")]
    [InlineData("""{"\ud800":"News"}""", "The body contains an unpaired surrogate or bytes that are not UTF-8.")]
    [InlineData("""{"name":"\udc00"}""", "name has the wrong form.")]
    [InlineData("{\n\"name\" \"News\"}", "This is not valid JSON: line 2, byte 8.")]
    [InlineData("""{"name":"a","name":"b"}""", "This is not valid JSON: a name appears twice.")]
    public void Errors_name_the_field_or_position_and_the_expected_form(string json, string said)
    {
        var (desk, error) = Read(json);

        Assert.Null(desk);
        Assert.Equal(said, error);
    }

    [Fact]
    public void Read_only_fields_of_an_answer_may_be_sent_back()
    {
        var (desk, error) = Read("""{"id":7,"version":2,"changedBy":"ada","name":"News"}""");

        Assert.Null(error);
        Assert.Equal("News", desk!.Name);
    }

    [Theory]
    [InlineData("text/plain", "{}", 415)]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json; charset=utf-8", "{}", null)]
    public async Task A_request_needs_the_media_type_and_an_object(string type, string body, int? status)
    {
        var context = new DefaultHttpContext();
        (context.Request.ContentType, context.Request.Body) = (type, new MemoryStream(Encoding.UTF8.GetBytes(body)));

        var (desk, problem) = await JsonBody.ReadAsync<Desk>(context.Request, TestContext.Current.CancellationToken);

        Assert.Equal(status, problem?.StatusCode);
        Assert.Equal(status is null, desk is not null);
    }

    private static (Desk? Value, string? Error) Read(string json) => JsonBody.Read<Desk>(Encoding.UTF8.GetBytes(json));
}
