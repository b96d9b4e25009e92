//! Pictures of strangers, drawn anew: no wider than a page shows them, without anything that their file said besides.
//!
//! In: the addresses of pictures, or the bytes of a PNG, JPEG, WebP or GIF. Out: a JPEG, or a PNG where something shows through.
//!
//! # Invariants
//! - The size is read from the header before a pixel is decoded; what would take too much memory is refused there.
//! - No byte of the file comes through but the colours of its pixels: no place, no camera, no comment.

use crate::fetch::Fetcher;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use register::{Picture, Reading, Register, RegisterError};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io::Cursor;
use url::Url;
use vocabulary::StoryPicture;

/// Widest and highest picture that is decoded.
const LARGEST_SIDE: u32 = 12_000;
/// Most pixels that are decoded.
const MOST_PIXELS: u64 = 50_000_000;
/// Most memory for decoding one.
const MOST_MEMORY: u64 = 256 << 20;
/// As wide as pages show them on fine screens.
const WIDTH: u32 = 1_280;
/// As high as that may be.
const HEIGHT: u32 = 2_400;
/// Good enough that nobody sees a difference.
const QUALITY: u8 = 82;

/// Why a picture is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is larger than is decoded.
    #[error("the picture has {width} × {height} pixels, more than are decoded: give a smaller one")]
    TooLarge {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// It is no picture of a known form, or a damaged one.
    #[error("the picture cannot be read ({source}): give a PNG, JPEG, WebP or GIF")]
    Unreadable {
        /// What is wrong with it.
        #[from]
        source: image::ImageError,
    },
}

/// Fetches the pictures that the stories of a reading name, where its rights allow them; answers why some could not be had.
/// A story without its picture is a story still.
pub async fn fetch(
    reading: &mut Reading,
    (register, fetcher): (&Register, &Fetcher),
) -> Result<Vec<String>, RegisterError> {
    let mut missed = Vec::new();
    if !reading.rights.allow_full_text() {
        return Ok(missed);
    }
    let mut drawn: Vec<Picture> = Vec::new();
    for story in &mut reading.stories {
        let Some(image) = &mut story.image else { continue };
        let whole = absolute(
            &image.address,
            story.address.as_deref().unwrap_or(&reading.origin),
        );
        let Some(whole) = whole else {
            story.image = None;
            continue;
        };
        image.address.clone_from(&whole);
        if let Some(known) = register.picture_from(&whole).await? {
            let alt = image.alt.clone();
            story.picture = Some(StoryPicture { alt, ..known });
            continue;
        }
        match had(fetcher, &whole).await {
            Ok(picture) => {
                story.picture = Some(StoryPicture {
                    sha256: picture.sha256.clone(),
                    width: picture.width,
                    height: picture.height,
                    alt: image.alt.clone(),
                    address: whole,
                });
                drawn.push(picture);
            }
            Err(why) => missed.push(format!("{whole}: {why}")),
        }
    }
    reading.pictures = drawn;
    Ok(missed)
}

async fn had(fetcher: &Fetcher, address: &str) -> Result<Picture, String> {
    let found = fetcher.get(address).await.map_err(|error| error.to_string())?;
    let drawn = tokio::task::spawn_blocking(move || redrawn(&found.bytes)).await;
    match drawn {
        Ok(drawn) => drawn.map_err(|error| error.to_string()),
        Err(_) => Err("the program stumbled over this picture; its log says where".to_owned()),
    }
}

/// An address that stands in a document, as a whole one.
fn absolute(address: &str, document: &str) -> Option<String> {
    let whole = match Url::parse(address) {
        Ok(whole) => whole,
        Err(_) => Url::parse(document).ok()?.join(address).ok()?,
    };
    matches!(whole.scheme(), "http" | "https").then(|| whole.to_string())
}

/// The picture, drawn anew.
pub fn redrawn(bytes: &[u8]) -> Result<Picture, PictureError> {
    let decoded = decoded(bytes)?;
    let small = if decoded.width() > WIDTH || decoded.height() > HEIGHT {
        decoded.resize(WIDTH, HEIGHT, FilterType::Triangle)
    } else {
        decoded
    };
    let mut drawn = Vec::new();
    let media_type = if small.color().has_alpha() {
        small.to_rgba8().write_with_encoder(PngEncoder::new(&mut drawn))?;
        "image/png"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut drawn, QUALITY);
        small.to_rgb8().write_with_encoder(encoder)?;
        "image/jpeg"
    };
    let sha256 = Sha256::digest(&drawn)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
    Ok(Picture {
        sha256,
        media_type: media_type.to_owned(),
        width: small.width(),
        height: small.height(),
        bytes: drawn,
    })
}

fn decoded(bytes: &[u8]) -> Result<DynamicImage, PictureError> {
    let unreadable = |error: std::io::Error| PictureError::from(image::ImageError::from(error));
    let reader = || {
        ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(unreadable)
    };
    let (width, height) = reader()?.into_dimensions()?;
    let is_many = u64::from(width) * u64::from(height) > MOST_PIXELS;
    if width > LARGEST_SIDE || height > LARGEST_SIDE || is_many {
        return Err(PictureError::TooLarge { width, height });
    }
    let mut limited = reader()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    limited.limits(limits);
    let mut decoder = limited.into_decoder()?;
    // How the camera was held is in what does not come through: the pixels are turned instead.
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with what cameras add: where it was taken, and that it lies on its side.
    fn from_a_camera(image: &DynamicImage) -> Vec<u8> {
        let plain = written(image, ImageFormat::Jpeg);
        let exif =
            b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 48.8566 2.3522";
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let mut bytes = plain[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(length);
        bytes.extend(exif);
        bytes.extend(&plain[2..]);
        bytes
    }

    #[test]
    fn a_photograph_loses_what_it_says_of_its_place_and_is_turned_upright() {
        let image = DynamicImage::ImageRgb8(RgbImage::from_fn(40, 20, |x, _| {
            Rgb([u8::try_from(x).unwrap(), 90, 200])
        }));
        let bytes = from_a_camera(&image);
        assert!(bytes.windows(3).any(|piece| piece == b"GPS"));
        let picture = redrawn(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (20, 40), "it lay on its side");
        assert_eq!(picture.media_type, "image/jpeg");
        assert!(!picture.bytes.windows(4).any(|piece| piece == b"Exif"));
        assert_eq!(picture.sha256.len(), 64);
    }

    #[test]
    fn a_wide_picture_is_made_as_wide_as_it_is_shown_and_what_shows_through_still_does() {
        let wide = DynamicImage::ImageRgba8(RgbaImage::from_pixel(3_000, 300, Rgba([1, 2, 3, 100])));
        let picture = redrawn(&written(&wide, ImageFormat::Png)).unwrap();
        assert_eq!((picture.width, picture.height), (1_280, 128));
        assert_eq!(picture.media_type, "image/png");
        let small = DynamicImage::ImageRgb8(RgbImage::new(8, 8));
        assert_eq!(redrawn(&written(&small, ImageFormat::Gif)).unwrap().width, 8);
        assert_eq!(redrawn(&written(&small, ImageFormat::WebP)).unwrap().width, 8);
    }

    #[test]
    fn a_png_of_60000_by_60000_pixels_is_refused_by_its_header() {
        let mut bytes = written(&DynamicImage::ImageRgb8(RgbImage::new(1, 1)), ImageFormat::Png);
        bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let mut digest = flate2::Crc::new();
        digest.update(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&digest.sum().to_be_bytes());
        let refused = redrawn(&bytes).unwrap_err();
        assert!(
            matches!(
                refused,
                PictureError::TooLarge {
                    width: 60_000,
                    height: 60_000
                }
            ),
            "{refused}"
        );
    }

    #[test]
    fn what_is_no_picture_or_a_damaged_one_is_refused() {
        let whole = written(&DynamicImage::ImageRgb8(RgbImage::new(64, 64)), ImageFormat::Png);
        for bytes in [b"<svg onload=alert(1)>".as_slice(), b"", &whole[..40]] {
            let refused = redrawn(bytes).unwrap_err();
            assert!(matches!(refused, PictureError::Unreadable { .. }), "{refused}");
        }
    }
}
