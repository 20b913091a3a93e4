<?php
/**
 * Plugin Name: Recommender
 * Description: Shows related articles below each post and reports every post to the Recommender service.
 * Version: 1.2.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: Apache-2.0
 * Text Domain: recommender
 *
 * Readers see a cached copy: the plugin requests a post's block at most once a minute, with a timeout of one second. While the service is
 * unavailable, the last copy or nothing is shown. The plugin reports every publish, update and trash through the signed webhook and
 * retries until it is acknowledged.
 */

defined( 'ABSPATH' ) || exit;

final class Recommender_Plugin {
	const OPTION  = 'recommender';
	const RETRY   = 'recommender_push';
	const STATE   = 'recommender_push_state';
	const KEEP    = WEEK_IN_SECONDS;
	const FRESH   = MINUTE_IN_SECONDS;
	const PAUSE   = 30;
	const LONGEST = 200000;
	const RETRIES = 8;

	/** True while the text of a post is rendered for the service. */
	private static $reading = false;

	public static function start() {
		add_action( 'init', array( __CLASS__, 'register_block' ) );
		add_shortcode( 'recommender', array( __CLASS__, 'shortcode' ) );
		add_filter( 'the_content', array( __CLASS__, 'below_content' ), 20 );
		add_action( 'wp_enqueue_scripts', array( __CLASS__, 'styles' ) );
		// Runs after terms and images are saved, by the editor, REST, XML-RPC, a schedule or the command line.
		add_action( 'wp_after_insert_post', array( __CLASS__, 'saved' ), 10, 4 );
		add_action( 'before_delete_post', array( __CLASS__, 'deleted' ), 10, 2 );
		add_action( self::RETRY, array( __CLASS__, 'push' ), 10, 3 );
		add_action( 'admin_init', array( __CLASS__, 'register_settings' ) );
		add_action( 'admin_menu', array( __CLASS__, 'menu' ) );
	}

	public static function settings() {
		return wp_parse_args(
			get_option( self::OPTION, array() ),
			array( 'url' => '', 'site' => 'default', 'secret' => '', 'limit' => 5, 'layout' => 'grid', 'fallback' => 0, 'below' => 1 )
		);
	}

	/* Blocks shown to readers. */

	public static function styles() {
		// A copy of the service's style sheet: a page must not wait for an unavailable server.
		wp_register_style( 'recommender', plugins_url( 'embed.css', __FILE__ ), array(), '1.2.0' );
		if ( is_singular() && self::settings()['url'] ) {
			wp_enqueue_style( 'recommender' );
		}
	}

	public static function register_block() {
		wp_register_script( 'recommender-block', false, array( 'wp-blocks', 'wp-element', 'wp-i18n' ), '1.0.0', true );
		wp_add_inline_script(
			'recommender-block',
			"wp.blocks.registerBlockType('recommender/related',{apiVersion:2,title:wp.i18n.__('Related articles','recommender'),"
			. "icon:'list-view',category:'widgets',supports:{html:false,multiple:false},"
			. "edit:function(){return wp.element.createElement('p',{className:'components-placeholder'},"
			. "wp.i18n.__('Related articles appear here on the page.','recommender'));},save:function(){return null;}});"
		);
		register_block_type(
			'recommender/related',
			array( 'editor_script' => 'recommender-block', 'render_callback' => array( __CLASS__, 'shortcode' ) )
		);
	}

	public static function below_content( $content ) {
		if ( ! self::settings()['below'] || ! is_singular( 'post' ) || ! in_the_loop() || ! is_main_query() || is_feed() ) {
			return $content;
		}
		// The block or shortcode of a post was already rendered before this.
		return false === strpos( $content, 'class="recommender"' ) ? $content . self::shortcode() : $content;
	}

	public static function shortcode() {
		$post = get_post();
		if ( self::$reading || ! $post || 'publish' !== $post->post_status || post_password_required( $post )
			|| is_feed() || is_admin() || doing_filter( 'get_the_excerpt' ) ) {
			return '';
		}
		return self::fragment( $post );
	}

	/** The block of a post; empty if it has none, or if the service is unavailable and no copy is cached. */
	private static function fragment( $post ) {
		$settings = self::settings();
		if ( ! $settings['url'] ) {
			return '';
		}
		$address = add_query_arg(
			array_filter(
				array(
					'url'      => rawurlencode( get_permalink( $post ) ),
					'limit'    => (int) $settings['limit'],
					'fallback' => $settings['fallback'] ? 'true' : null,
				)
			),
			self::address( 'block' )
		);
		$name = 'recommender_' . md5( $address . $settings['layout'] );
		$cached = get_transient( $name );
		$cached = is_array( $cached ) ? $cached : array( 'html' => '', 'tag' => '', 'until' => 0 );
		// While the service is unavailable no page view waits for it.
		if ( time() < $cached['until'] || get_transient( 'recommender_away' ) ) {
			return $cached['html'];
		}
		$answer = wp_remote_get(
			$address,
			array(
				'timeout'             => 1,
				'redirection'         => 0,
				'limit_response_size' => self::LONGEST,
				'headers'             => array_filter( array( 'Accept' => 'text/html', 'If-None-Match' => $cached['tag'] ) ),
			)
		);
		$status = wp_remote_retrieve_response_code( $answer );
		$html   = 304 === $status ? $cached['html'] : self::read( $answer );
		if ( null === $html ) {
			set_transient( 'recommender_away', 1, self::PAUSE );
			return $cached['html'];
		}
		$tag = (string) wp_remote_retrieve_header( $answer, 'etag' );
		$until = time() + (int) apply_filters( 'recommender_fresh', self::FRESH );
		set_transient( $name, array( 'html' => $html, 'tag' => $tag, 'until' => $until ), self::KEEP );
		return $html;
	}

	/** The sanitised content of an answer; null if it is not an answer of the service. */
	private static function read( $answer ) {
		$type = (string) wp_remote_retrieve_header( $answer, 'content-type' );
		if ( 200 !== wp_remote_retrieve_response_code( $answer ) || 0 !== stripos( $type, 'text/html' ) ) {
			return null;
		}
		$body = trim( wp_remote_retrieve_body( $answer ) );
		if ( '' === $body ) {
			return '';
		}
		if ( 0 !== strpos( $body, '<section class="recommender"' ) || '</section>' !== substr( $body, -10 ) ) {
			return null;
		}
		$all  = array( 'class' => true, 'lang' => true, 'dir' => true );
		$html = wp_kses(
			$body,
			array(
				'section' => $all + array( 'aria-label' => true, 'data-model' => true ),
				'h2'      => $all,
				'ul'      => $all + array( 'role' => true ),
				'li'      => $all + array( 'data-key' => true, 'data-source' => true ),
				'a'       => $all + array( 'href' => true ),
				'img'     => $all + array(
					'src' => true, 'alt' => true, 'width' => true, 'height' => true, 'loading' => true, 'decoding' => true,
					'srcset' => true, 'sizes' => true,
				),
				'span'    => $all,
				'time'    => $all + array( 'datetime' => true ),
			),
			array( 'http', 'https' )
		);
		return preg_replace( '/^<section /', '<section data-layout="' . esc_attr( self::settings()['layout'] ) . '" ', $html );
	}

	private static function address( $what ) {
		$settings = self::settings();
		return untrailingslashit( $settings['url'] ) . '/v1/' . rawurlencode( $settings['site'] ) . '/' . $what;
	}

	/* Notifications to the service. */

	public static function saved( $id, $post, $update, $before ) {
		$was = $before && 'publish' === $before->post_status && '' === $before->post_password;
		if ( 'post' === $post->post_type && ( self::is_public( $post ) || $was ) && ! wp_is_post_revision( $id ) ) {
			self::push( $id, $post->guid, 0 );
		}
	}

	public static function deleted( $id, $post ) {
		if ( $post && 'post' === $post->post_type && self::is_public( $post ) ) {
			self::send( self::withdrawal( $post->guid ), $id, $post->guid, 0 );
		}
	}

	/** Reports the current state of a post, even if it changed after this was scheduled. */
	public static function push( $id, $guid, $failures ) {
		$post = get_post( $id );
		$push = $post && self::is_public( $post )
			? array( 'event' => 'update', 'article' => self::article( $post ) )
			: self::withdrawal( $guid );
		self::send( $push, $id, $guid, $failures );
	}

	private static function is_public( $post ) {
		return 'publish' === $post->post_status && '' === $post->post_password;
	}

	private static function withdrawal( $guid ) {
		return array( 'event' => 'withdraw', 'article' => array( 'id' => $guid ) );
	}

	private static function send( $push, $id, $guid, $failures ) {
		$settings = self::settings();
		if ( ! $settings['url'] || ! $settings['secret'] ) {
			return;
		}
		wp_clear_scheduled_hook( self::RETRY, array( $id, $guid, $failures ) );
		$body   = wp_json_encode( $push );
		$now    = time();
		$id     = wp_generate_uuid4();
		$answer = wp_remote_post(
			self::address( 'webhook' ),
			array(
				'timeout'     => 5,
				'redirection' => 0,
				'body'        => $body,
				'headers'     => array(
					'Content-Type'      => 'application/json',
					// Standard Webhooks.
					'webhook-id'        => $id,
					'webhook-timestamp' => (string) $now,
					'webhook-signature' => 'v1,' . base64_encode( hash_hmac( 'sha256', "$id.$now.$body", self::key( $settings['secret'] ), true ) ),
				),
			)
		);
		$status = (int) wp_remote_retrieve_response_code( $answer );
		if ( 200 === $status ) {
			update_option( self::STATE, array( 'at' => $now, 'error' => '' ), false );
			return;
		}
		$error = is_wp_error( $answer ) ? $answer->get_error_message() : "the service answered $status";
		update_option( self::STATE, array( 'at' => $now, 'error' => $error ), false );
		// A retry does not help if the post itself is invalid.
		if ( $failures < self::RETRIES && ! in_array( $status, array( 400, 413 ), true ) ) {
			wp_schedule_single_event( $now + 60 * pow( 2, $failures ), self::RETRY, array( $id, $guid, $failures + 1 ) );
		}
	}

	/** The bytes of a secret: base64 after whsec_, otherwise the text itself. */
	private static function key( $secret ) {
		$key = 0 === strpos( $secret, 'whsec_' ) ? base64_decode( substr( $secret, 6 ), true ) : false;
		return false === $key ? $secret : $key;
	}

	/** A post in the service's format, with its id in the feed, so that imports and pushes refer to one article. */
	private static function article( $post ) {
		$categories = wp_get_post_terms( $post->ID, 'category', array( 'fields' => 'names' ) );
		$categories = array_values( array_diff( $categories, array( __( 'Uncategorized' ) ) ) );
		$tags       = wp_get_post_terms( $post->ID, 'post_tag', array( 'fields' => 'names' ) );
		$author     = get_userdata( $post->post_author );
		self::$reading = true;
		$html          = do_shortcode( do_blocks( $post->post_content ) );
		self::$reading = false;
		return array_filter(
			array(
				'id'        => $post->guid,
				'url'       => get_permalink( $post ),
				'title'     => self::plain( get_the_title( $post ) ),
				'html'      => '' === trim( $html ) ? self::plain( get_the_title( $post ) ) : wpautop( $html ),
				'summary'   => self::plain( $post->post_excerpt ),
				'image'     => get_the_post_thumbnail_url( $post, 'large' ),
				'author'    => $author ? $author->display_name : null,
				'section'   => isset( $categories[0] ) ? self::plain( $categories[0] ) : null,
				'tags'      => array_slice(
					array_map( array( __CLASS__, 'plain' ), array_merge( array_slice( $categories, 1 ), $tags ) ),
					0,
					100
				),
				'language'  => get_bloginfo( 'language' ),
				'published' => get_post_time( 'Y-m-d\TH:i:s\Z', true, $post ),
				'updated'   => get_post_modified_time( 'Y-m-d\TH:i:s\Z', true, $post ),
			)
		);
	}

	private static function plain( $text ) {
		return trim( html_entity_decode( wp_strip_all_tags( (string) $text ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
	}

	/* Settings. */

	public static function register_settings() {
		register_setting( self::OPTION, self::OPTION, array( 'type' => 'array', 'sanitize_callback' => array( __CLASS__, 'sanitize' ) ) );
	}

	public static function sanitize( $given ) {
		$before = self::settings();
		$given  = is_array( $given ) ? $given : array();
		$url    = esc_url_raw( trim( isset( $given['url'] ) ? (string) $given['url'] : '' ), array( 'http', 'https' ) );
		$site   = isset( $given['site'] ) ? (string) $given['site'] : '';
		if ( ! preg_match( '/^[a-z0-9][a-z0-9-]{0,39}$/', $site ) ) {
			add_settings_error( self::OPTION, 'site', __( 'A site name consists of a-z, 0-9 and hyphens.', 'recommender' ) );
			$site = $before['site'];
		}
		// The secret is never shown; an empty field keeps it.
		$secret = isset( $given['secret'] ) ? trim( (string) $given['secret'] ) : '';
		$layout = isset( $given['layout'] ) ? $given['layout'] : 'grid';
		return array(
			'url'      => $url,
			'site'     => $site,
			'secret'   => '' === $secret ? $before['secret'] : $secret,
			'limit'    => min( 20, max( 1, isset( $given['limit'] ) ? (int) $given['limit'] : 5 ) ),
			'layout'   => isset( $given['layout'] ) && in_array( $given['layout'], array( 'grid', 'list', 'compact' ), true )
				? $given['layout'] : 'grid',
			'fallback' => empty( $given['fallback'] ) ? 0 : 1,
			'below'    => empty( $given['below'] ) ? 0 : 1,
		);
	}

	public static function menu() {
		add_options_page( 'Recommender', 'Recommender', 'manage_options', 'recommender', array( __CLASS__, 'page' ) );
	}

	public static function page() {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		$settings = self::settings();
		$state    = wp_parse_args( get_option( self::STATE, array() ), array( 'at' => 0, 'error' => '' ) );
		$at       = wp_date( 'Y-m-d H:i', $state['at'] );
		/* translators: 1: date, 2: reason */
		$failed   = __( 'The service could not be notified of a post, %1$s: %2$s. It will be retried.', 'recommender' );
		/* translators: date */
		$notified = __( 'The service was last notified of a post: %s.', 'recommender' );
		$hint     = $settings['secret']
			? __( 'One is set; leave empty to keep it.', 'recommender' )
			: __( 'Without a secret the service is not notified.', 'recommender' );
		?>
		<div class="wrap">
			<h1>Recommender</h1>
			<?php if ( $state['error'] ) : ?>
				<div class="notice notice-warning"><p>
					<?php
					/* translators: 1: date, 2: reason */
					$text = __( 'The service could not be notified of a post, %1$s: %2$s. The plugin will retry.', 'recommender' );
					echo esc_html( sprintf( $text, wp_date( 'Y-m-d H:i', $state['at'] ), $state['error'] ) );
					?>
				</p></div>
			<?php elseif ( $state['at'] ) : ?>
				<p>
					<?php
					/* translators: date */
					$text = __( 'The service was last notified of a post: %s.', 'recommender' );
					echo esc_html( sprintf( $text, wp_date( 'Y-m-d H:i', $state['at'] ) ) );
					?>
				</p>
			<?php endif; ?>
			<form action="options.php" method="post">
				<?php settings_fields( self::OPTION ); ?>
				<table class="form-table" role="presentation">
					<tr><th scope="row"><label for="recommender-url"><?php esc_html_e( 'Service address', 'recommender' ); ?></label></th>
						<td><input type="url" class="regular-text" id="recommender-url" name="recommender[url]"
							value="<?php echo esc_attr( $settings['url'] ); ?>" placeholder="https://related.example"></td></tr>
					<tr><th scope="row"><label for="recommender-site"><?php esc_html_e( 'Site', 'recommender' ); ?></label></th>
						<td><input type="text" id="recommender-site" name="recommender[site]" value="<?php echo esc_attr( $settings['site'] ); ?>"></td></tr>
					<tr><th scope="row"><label for="recommender-secret"><?php esc_html_e( 'Webhook secret', 'recommender' ); ?></label></th>
						<td><input type="password" class="regular-text" id="recommender-secret" name="recommender[secret]" value=""
							autocomplete="new-password" aria-describedby="recommender-secret-hint">
							<p class="description" id="recommender-secret-hint">
								<?php
								echo esc_html(
									$settings['secret']
										? __( 'A secret is set; leave empty to keep it.', 'recommender' )
										: __( 'Without a secret no posts are reported to the service.', 'recommender' )
								);
								?>
							</p></td></tr>
					<tr><th scope="row"><label for="recommender-limit"><?php esc_html_e( 'Articles', 'recommender' ); ?></label></th>
						<td><input type="number" min="1" max="20" id="recommender-limit" name="recommender[limit]"
							value="<?php echo esc_attr( $settings['limit'] ); ?>"></td></tr>
					<tr><th scope="row"><label for="recommender-layout"><?php esc_html_e( 'Layout', 'recommender' ); ?></label></th>
						<td><select id="recommender-layout" name="recommender[layout]">
							<?php foreach ( array( 'grid', 'list', 'compact' ) as $layout ) : ?>
								<option value="<?php echo esc_attr( $layout ); ?>" <?php selected( $settings['layout'], $layout ); ?>>
									<?php echo esc_html( $layout ); ?>
								</option>
							<?php endforeach; ?>
						</select></td></tr>
					<tr><th scope="row"><?php esc_html_e( 'Place', 'recommender' ); ?></th>
						<td><label><input type="checkbox" name="recommender[below]" value="1" <?php checked( $settings['below'] ); ?>>
							<?php esc_html_e( 'Below each post; otherwise only where the block or [recommender] is placed.', 'recommender' ); ?>
							</label><br>
							<label><input type="checkbox" name="recommender[fallback]" value="1" <?php checked( $settings['fallback'] ); ?>>
							<?php esc_html_e( 'Fill blocks with the newest articles.', 'recommender' ); ?></label></td></tr>
				</table>
				<?php submit_button(); ?>
			</form>
		</div>
		<?php
	}
}

Recommender_Plugin::start();

register_uninstall_hook( __FILE__, 'recommender_uninstall' );

/** Deletes all options; transients expire by themselves. */
function recommender_uninstall() {
	delete_option( Recommender_Plugin::OPTION );
	delete_option( Recommender_Plugin::STATE );
	wp_unschedule_hook( Recommender_Plugin::RETRY );
}
